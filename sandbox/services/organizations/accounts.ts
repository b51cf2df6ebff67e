import type * as model from '@aws-sdk/client-organizations';
import { AwsError } from '../../kernel/aws-error';
import type { Operations } from '../../kernel/operations';
import { pageOf } from '../../kernel/page';
import { callersOrganization, managedOrganization, readableOrganization } from './callers';
import { depart, move } from './membership';
import { isParent } from './organizational-units';
import { pageRequest } from './page-request';
import { accountNotFound, notFound } from './refusals';
import { members } from './state';
import { accountsOf, memberOf } from './structure';
import { accountView } from './views';

/** Operations on the accounts of an organization. */
export const accountOperations = {
  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
  ListAccounts(input, call) {
    const organization = readableOrganization(call);
    const { items, next } = pageOf(
      accountsOf(call.db, organization.id),
      (id) => id,
      pageRequest(input, 'ListAccounts'),
    );
    const rows = items.flatMap((id) => call.db.get(members, [id]) ?? []);
    return { Accounts: rows.map((row) => accountView(call.db, organization, row)), NextToken: next };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html */
  DescribeAccount(input, call) {
    const organization = readableOrganization(call);
    const member = memberOf(call.db, organization.id, input.AccountId ?? '');
    if (!member) throw accountNotFound();
    return { Account: accountView(call.db, organization, member) };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_MoveAccount.html */
  MoveAccount(input, call) {
    const { db } = call;
    const organization = managedOrganization(call);
    const { SourceParentId: source = '', DestinationParentId: destination = '' } = input;
    const member = memberOf(db, organization.id, input.AccountId ?? '');
    if (!member) throw accountNotFound();
    if (!isParent(db, organization, source)) throw notFound('SourceParentNotFoundException', 'a source parent');
    if (!isParent(db, organization, destination)) {
      throw notFound('DestinationParentNotFoundException', 'a destination parent');
    }
    if (member.parentId === destination) {
      const message = 'That account is already present in the specified destination.';
      throw new AwsError('DuplicateAccountException', message);
    }
    if (member.parentId !== source) throw accountNotFound();
    move(call, member, destination);
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_RemoveAccountFromOrganization.html */
  RemoveAccountFromOrganization(input, call) {
    const organization = managedOrganization(call);
    const member = memberOf(call.db, organization.id, input.AccountId ?? '');
    if (!member) throw accountNotFound();
    depart(call, organization, member);
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_LeaveOrganization.html: by the member itself. */
  LeaveOrganization(_input, call) {
    const organization = callersOrganization(call);
    const member = call.db.get(members, [call.accountId]);
    if (member) depart(call, organization, member);
  },
} satisfies Operations<typeof model>;
