import { randomInt } from 'node:crypto';
import type * as model from '@aws-sdk/client-organizations';
import type { CreateAccountStatus } from '@aws-sdk/client-organizations';
import { openAccount } from '../../bootstrap';
import type { JobHandler } from '../../kernel/jobs';
import type { Operations } from '../../kernel/operations';
import { pageOf } from '../../kernel/page';
import { iamUniqueId } from '../../kernel/unique-id';
import type { Work } from '../../kernel/work';
import type { Store } from '../../store/store';
import { addRole } from '../iam';
import { managedOrganization, readableOrganization } from './callers';
import { newId } from './identifiers';
import { join } from './membership';
import { pageRequest } from './page-request';
import { notFound } from './refusals';
import { accountsByEmail, type CreationRow, creations, members, type OrganizationRow, organizations } from './state';

/** Kind of the job that makes an account. */
export const CREATE_ACCOUNT = 'organizations/create-account';

interface CreationPayload {
  readonly organizationId: string;
  readonly creationId: string;
}

/** Operations on the creation of accounts. */
export const createAccountOperations = {
  /**
   * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html: AWS chooses the number. The
   * account comes with a role that the management account may assume.
   */
  CreateAccount(input, call) {
    const organization = managedOrganization(call);
    const row: CreationRow = {
      id: newId('car', 32),
      organizationId: organization.id,
      name: input.AccountName ?? '',
      email: input.Email ?? '',
      roleName: input.RoleName ?? 'OrganizationAccountAccessRole',
      requested: call.now,
    };
    call.db.put(creations, [organization.id, row.id], row);
    const payload: CreationPayload = { organizationId: organization.id, creationId: row.id };
    call.parts.jobs.enqueue(CREATE_ACCOUNT, payload);
    return { CreateAccountStatus: status(row) };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeCreateAccountStatus.html */
  DescribeCreateAccountStatus(input, call) {
    const { id } = readableOrganization(call);
    const row = call.db.get(creations, [id, input.CreateAccountRequestId ?? '']);
    if (!row) throw notFound('CreateAccountStatusNotFoundException', 'a create account request');
    return { CreateAccountStatus: status(row) };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListCreateAccountStatus.html */
  ListCreateAccountStatus(input, call) {
    const { id } = readableOrganization(call);
    const all = call.db.list(creations, [id]).map(({ value }) => value);
    const wanted = all.filter((row) => !input.States?.length || input.States.includes(stateOf(row)));
    const { items, next } = pageOf(wanted, (row) => row.id, pageRequest(input, 'ListCreateAccountStatus'));
    return { CreateAccountStatuses: items.map(status), NextToken: next };
  },
} satisfies Operations<typeof model>;

/** Makes the account that was asked for. */
export const finishAccount: JobHandler<CreationPayload> = ({ organizationId, creationId }, work) => {
  const { db, now } = work;
  const row = db.get(creations, [organizationId, creationId]);
  const organization = db.get(organizations, [organizationId]);
  if (!row || !organization) return undefined;
  if (db.get(accountsByEmail, [row.email]) !== undefined) {
    db.put(creations, [organizationId, row.id], { ...row, completed: now, failure: 'EMAIL_ALREADY_EXISTS' });
    return undefined;
  }
  const accountId = newAccountId(db);
  openAccount(work, accountId, 'us-east-1');
  addAccessRole(work, accountId, organization, row.roleName);
  db.put(accountsByEmail, [row.email], accountId);
  join(work, organization, accountId, { name: row.name, email: row.email, joinedMethod: 'CREATED' });
  db.put(creations, [organizationId, row.id], { ...row, completed: now, accountId });
  return undefined;
};

function status(row: CreationRow): CreateAccountStatus {
  return {
    Id: row.id,
    AccountName: row.name,
    State: stateOf(row),
    RequestedTimestamp: row.requested,
    CompletedTimestamp: row.completed,
    AccountId: row.accountId,
    FailureReason: row.failure,
  };
}

function stateOf({ completed, failure }: CreationRow) {
  if (!completed) return 'IN_PROGRESS' as const;
  return failure === undefined ? ('SUCCEEDED' as const) : ('FAILED' as const);
}

function newAccountId(db: Store): string {
  for (;;) {
    const id = `${randomInt(100_000, 1_000_000)}${randomInt(100_000, 1_000_000)}`;
    if (!db.get(members, [id])) return id;
  }
}

function addAccessRole(work: Work, accountId: string, organization: OrganizationRow, name: string): void {
  const Principal = { AWS: `arn:aws:iam::${organization.managementAccountId}:root` };
  addRole(work, accountId, {
    name,
    id: iamUniqueId('AROA'),
    trustPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] },
    attached: ['arn:aws:iam::aws:policy/AdministratorAccess'],
  });
}
