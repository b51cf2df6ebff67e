import type { Fact } from './fact';
import { pageOf } from './families';
import { refusedWhile } from './refusals';
import { changesWith } from './resource-conditions';

/** Facts about Amazon Route 53 Resolver. */
export const route53resolver: readonly Fact[] = [
  refusedWhile(
    {
      type: 'AWS::Route53Resolver::ResolverEndpoint',
      property: 'ResolverEndpointType',
      words: 'You cannot update ResolverEndpointType and IpAddresses in the same request.',
      page: pageOf('AWS::Route53Resolver::ResolverEndpoint'),
    },
    changesWith('ResolverEndpointType', ['IpAddresses']),
    'AWS refuses to change the type and the addresses of an endpoint at once: release them one by one.',
  ),
];
