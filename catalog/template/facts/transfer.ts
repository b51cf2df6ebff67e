import type { Fact } from './fact';
import { reference } from './families';
import { refusedWhile } from './refusals';
import { all, changes } from './resource-conditions';

/** Facts about AWS Transfer Family. */
export const transfer: readonly Fact[] = [
  refusedWhile(
    {
      type: 'AWS::Transfer::Server',
      property: 'EndpointDetails',
      words:
        'The server must already have SubnetIds populated (SubnetIds and AddressAllocationIds cannot be updated simultaneously).',
      page: reference('aws-properties-transfer-server-endpointdetails'),
    },
    all(changes('EndpointDetails.SubnetIds'), changes('EndpointDetails.AddressAllocationIds')),
    'AWS refuses to change the subnets and the addresses of a server at once: release the subnets first.',
  ),
];
