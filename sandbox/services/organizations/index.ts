import * as model from '@aws-sdk/client-organizations';
import type { RpcService } from '../../kernel/service';
import { describeAccount, leaveOrganization, listAccounts, moveAccount, removeAccount } from './accounts';
import {
  CREATE_ACCOUNT,
  createAccount,
  describeCreateAccountStatus,
  finishAccount,
  listCreateAccountStatus,
} from './create-account';
import {
  deregisterAdministrator,
  listAdministrators,
  listDelegatedServices,
  registerAdministrator,
} from './delegated-administrators';
import {
  acceptHandshake,
  cancelHandshake,
  declineHandshake,
  describeHandshake,
  inviteAccount,
  listHandshakesForAccount,
  listHandshakesForOrganization,
} from './handshakes';
import { createOrganization, deleteOrganization, describeOrganization } from './organization';
import { createUnit, deleteUnit, describeUnit, updateUnit } from './organizational-units';
import { disableServiceAccess, enableServiceAccess, listServiceAccess } from './service-access';
import { listAccountsForParent, listChildren, listParents, listRoots, listUnitsForParent } from './tree';

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
export const organizations: RpcService = {
  signingName: 'organizations',
  protocol: 'json',
  targetPrefix: 'AWSOrganizationsV20161128',
  model,
  operations: {
    AcceptHandshake: acceptHandshake,
    CancelHandshake: cancelHandshake,
    CreateAccount: createAccount,
    CreateOrganization: createOrganization,
    CreateOrganizationalUnit: createUnit,
    DeclineHandshake: declineHandshake,
    DeleteOrganization: deleteOrganization,
    DeleteOrganizationalUnit: deleteUnit,
    DeregisterDelegatedAdministrator: deregisterAdministrator,
    DescribeAccount: describeAccount,
    DescribeCreateAccountStatus: describeCreateAccountStatus,
    DescribeHandshake: describeHandshake,
    DescribeOrganization: describeOrganization,
    DescribeOrganizationalUnit: describeUnit,
    DisableAWSServiceAccess: disableServiceAccess,
    EnableAWSServiceAccess: enableServiceAccess,
    InviteAccountToOrganization: inviteAccount,
    LeaveOrganization: leaveOrganization,
    ListAccounts: listAccounts,
    ListAccountsForParent: listAccountsForParent,
    ListAWSServiceAccessForOrganization: listServiceAccess,
    ListChildren: listChildren,
    ListCreateAccountStatus: listCreateAccountStatus,
    ListDelegatedAdministrators: listAdministrators,
    ListDelegatedServicesForAccount: listDelegatedServices,
    ListHandshakesForAccount: listHandshakesForAccount,
    ListHandshakesForOrganization: listHandshakesForOrganization,
    ListOrganizationalUnitsForParent: listUnitsForParent,
    ListParents: listParents,
    ListRoots: listRoots,
    MoveAccount: moveAccount,
    RegisterDelegatedAdministrator: registerAdministrator,
    RemoveAccountFromOrganization: removeAccount,
    UpdateOrganizationalUnit: updateUnit,
  },
  jobs: { [CREATE_ACCOUNT]: finishAccount },
  validationCode: 'InvalidInputException',
  throttling: { code: 'TooManyRequestsException', status: 400 },
};
