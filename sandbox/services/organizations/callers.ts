import type { Call } from '../../kernel/call';
import { accessDenied, notInUse } from './refusals';
import type { OrganizationRow } from './state';
import { isDelegated, organizationOf } from './structure';

/**
 * The caller's organization.
 *
 * @throws AwsError `AWSOrganizationsNotInUseException`.
 */
export function callersOrganization({ db, accountId }: Call): OrganizationRow {
  const organization = organizationOf(db, accountId);
  if (!organization) throw notInUse();
  return organization;
}

/**
 * The caller's organization, for what only the management account may do.
 *
 * @throws AwsError `AWSOrganizationsNotInUseException`, `AccessDeniedException`.
 */
export function managedOrganization(call: Call): OrganizationRow {
  const organization = callersOrganization(call);
  if (organization.managementAccountId !== call.accountId) throw accessDenied();
  return organization;
}

/**
 * The caller's organization, for what the management account and delegated administrators may read.
 *
 * @throws AwsError `AWSOrganizationsNotInUseException`, `AccessDeniedException`.
 */
export function readableOrganization(call: Call): OrganizationRow {
  const organization = callersOrganization(call);
  const { db, accountId } = call;
  const reads = organization.managementAccountId === accountId || isDelegated(db, organization.id, accountId);
  if (!reads) throw accessDenied();
  return organization;
}
