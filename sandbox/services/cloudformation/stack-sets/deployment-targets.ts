import type { DeploymentTargets } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Store } from '../../../store/store';
import type { OrganizationRow } from '../../organizations';
import { accountsBelow, isParent, memberOf, placeOf } from '../../organizations';

/** An account that an operation is about, and the unit by which. */
export interface Target {
  readonly accountId: string;
  readonly unitId: string;
}

/**
 * The accounts that deployment targets name: those in the units and below, filtered. Never the management account.
 *
 * @param allowUnion whether accounts beside the units' may be named.
 * @throws AwsError `ValidationError`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html
 */
export function targetAccounts(
  db: Store,
  organization: OrganizationRow,
  given: DeploymentTargets,
  allowUnion: boolean,
): Target[] {
  const { Accounts: accounts = [], OrganizationalUnitIds: unitIds = [] } = given;
  const filter = given.AccountFilterType ?? (accounts.length > 0 ? 'UNION' : 'NONE');
  if (given.AccountsUrl !== undefined) throw refused('The sandbox takes account ids in Accounts, not in AccountsUrl');
  if (unitIds.length === 0 && !(allowUnion && filter === 'UNION')) {
    throw refused('OrganizationalUnitIds are required for a SERVICE_MANAGED stack set');
  }
  const unknown = unitIds.find((unitId) => !isParent(db, organization, unitId));
  if (unknown !== undefined) throw refused(`Organizational unit ${unknown} does not exist in the organization`);
  const isNone = filter === 'NONE';
  if (isNone !== (accounts.length === 0)) {
    throw refused(`AccountFilterType ${filter} ${isNone ? 'takes no' : 'needs'} Accounts`);
  }
  if (filter === 'UNION' && !allowUnion) {
    throw refused('AccountFilterType UNION is not supported for the CreateStackInstances operation');
  }
  const inUnits = new Map<string, string>();
  for (const unitId of unitIds) {
    for (const accountId of accountsBelow(db, unitId)) if (!inUnits.has(accountId)) inUnits.set(accountId, unitId);
  }
  const extra = filter === 'UNION' ? accounts.filter((accountId) => memberOf(db, organization.id, accountId)) : [];
  for (const accountId of extra) {
    if (!inUnits.has(accountId)) inUnits.set(accountId, placeOf(db, accountId)?.parents[0] ?? organization.rootId);
  }
  return [...inUnits]
    .filter(([accountId]) => accountId !== organization.managementAccountId)
    .filter(([accountId]) => filter !== 'INTERSECTION' || accounts.includes(accountId))
    .filter(([accountId]) => filter !== 'DIFFERENCE' || !accounts.includes(accountId))
    .map(([accountId, unitId]) => ({ accountId, unitId }));
}

/** @throws AwsError `ValidationError` for what is no region of AWS's standard partition. */
export function checkRegions(regions: readonly string[]): void {
  const unknown = regions.find((name) => !/^(af|ap|ca|eu|il|me|mx|sa|us)-(?!gov|iso)[a-z]{4,9}-\d$/.test(name));
  if (unknown !== undefined) throw refused(`Region ${unknown} is not supported`);
  if (regions.length === 0) throw refused('Regions must not be empty');
  if (new Set(regions).size < regions.length) throw refused('Regions must be unique');
}

function refused(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
