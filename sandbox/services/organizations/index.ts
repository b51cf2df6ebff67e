import * as model from '@aws-sdk/client-organizations';
import { rpcService } from '../../kernel/service';
import { accountOperations } from './accounts';
import { CREATE_ACCOUNT, createAccountOperations, finishAccount } from './create-account';
import { delegatedAdministratorOperations } from './delegated-administrators';
import { handshakeOperations } from './handshakes';
import { organizationOperations } from './organization';
import { organizationalUnitOperations } from './organizational-units';
import { serviceAccessOperations } from './service-access';
import { treeOperations } from './tree';

export { isParent } from './organizational-units';
export { distrustService, trustService } from './service-access';
export type { OrganizationRow } from './state';
export {
  accountsBelow,
  accountsOf,
  hasAdministrator,
  isDelegated,
  managementAccountOf,
  memberOf,
  organizationOf,
  placeOf,
  trustsService,
  unitOf,
} from './structure';

/** AWS Organizations: which accounts belong together, and in which units. Global: one state for all regions. */
export const organizations = rpcService({
  signingName: 'organizations',
  protocol: 'json',
  targetPrefix: 'AWSOrganizationsV20161128',
  model,
  operations: {
    ...accountOperations,
    ...createAccountOperations,
    ...delegatedAdministratorOperations,
    ...handshakeOperations,
    ...organizationOperations,
    ...organizationalUnitOperations,
    ...serviceAccessOperations,
    ...treeOperations,
  },
  jobs: { [CREATE_ACCOUNT]: finishAccount },
  validationCode: 'InvalidInputException',
  throttling: { code: 'TooManyRequestsException', status: 400 },
});
