import type { OrganizationPlace } from '../../kernel/notices';
import type { Work } from '../../kernel/work';
import { addressOf } from './identifiers';
import { constraintViolation, masterCannotLeave } from './refusals';
import { children, type MemberRow, members, membersOfOrganization, type OrganizationRow } from './state';
import { isDelegated, placeOf } from './structure';

/** Milliseconds that an account must wait after it was made until it may leave. */
const WAIT = 4 * 24 * 3600 * 1000;

/** Puts an account into an organization's root. */
export function join(
  work: Work,
  organization: OrganizationRow,
  accountId: string,
  member: Partial<Pick<MemberRow, 'name' | 'email'>> & Pick<MemberRow, 'joinedMethod'>,
): void {
  const { id: organizationId, rootId: parentId } = organization;
  const row: MemberRow = {
    name: `account-${accountId}`,
    email: addressOf(accountId),
    ...member,
    accountId,
    organizationId,
    parentId,
    joined: work.now,
  };
  work.db.put(members, [accountId], row);
  work.db.put(membersOfOrganization, [organizationId, accountId], true);
  work.db.put(children, [parentId, 'ACCOUNT', accountId], true);
  tell(work, accountId, undefined);
}

/** Moves a member to another root or unit. */
export function move(work: Work, member: MemberRow, parentId: string): void {
  const { accountId } = member;
  const before = placeOf(work.db, accountId);
  work.db.remove(children, [member.parentId, 'ACCOUNT', accountId]);
  work.db.put(children, [parentId, 'ACCOUNT', accountId], true);
  work.db.put(members, [accountId], { ...member, parentId });
  tell(work, accountId, before);
}

/**
 * Takes an account out of its organization.
 *
 * @throws AwsError `MasterCannotLeaveOrganizationException`, `ConstraintViolationException`.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_RemoveAccountFromOrganization.html
 */
export function depart(work: Work, organization: OrganizationRow, member: MemberRow): void {
  const { accountId, organizationId } = member;
  if (organization.managementAccountId === accountId) throw masterCannotLeave();
  if (isDelegated(work.db, organizationId, accountId)) {
    throw constraintViolation(
      'CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG',
      "You can't remove an account that is registered as a delegated administrator for a service.",
    );
  }
  if (member.joinedMethod === 'CREATED' && work.now.getTime() - member.joined.getTime() < WAIT) {
    throw constraintViolation(
      'WAIT_PERIOD_ACTIVE',
      'You must wait until at least four days after the account was created before you can remove it.',
    );
  }
  dismiss(work, member);
}

/** Takes an account out of its organization without asking whether it may go: the last one, when an organization ends. */
export function dismiss(work: Work, member: MemberRow): void {
  const { accountId, organizationId } = member;
  const before = placeOf(work.db, accountId);
  work.db.remove(members, [accountId]);
  work.db.remove(membersOfOrganization, [organizationId, accountId]);
  work.db.remove(children, [member.parentId, 'ACCOUNT', accountId]);
  tell(work, accountId, before);
}

function tell(work: Work, accountId: string, before: OrganizationPlace | undefined): void {
  const after = placeOf(work.db, accountId);
  for (const listen of work.parts.organizationListeners) {
    listen({ kind: 'account-moved', accountId, before, after }, work);
  }
}
