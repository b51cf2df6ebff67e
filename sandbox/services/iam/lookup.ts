import type * as model from '@aws-sdk/client-iam';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { isAwsManaged } from './aws-managed-policies';
import {
  findManagedPolicy,
  findRole,
  type InstanceProfileRecord,
  instanceProfiles,
  type ManagedPolicyRecord,
  managedPolicies,
  type RoleRecord,
  roles,
} from './state';

/** Call of IAM: IAM is global, so the region says nothing. */
export type IamCall = Pick<Call, 'db' | 'now' | 'accountId'>;

/** Operations of IAM, which stacks call too. */
export type IamOperations = Operations<typeof model, IamCall>;

/** @throws AwsError `NoSuchEntity`. */
export function theRole({ db, accountId }: IamCall, name: string | undefined): RoleRecord {
  const role = findRole(db, accountId, name ?? '');
  if (!role) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
}

/** Writes a role that exists already. */
export function saveRole({ db, accountId }: IamCall, role: RoleRecord): void {
  db.put(roles, [accountId, role.name.toLowerCase()], role);
}

/** @throws AwsError `NoSuchEntity`; `InvalidInput` for what is no ARN; `AccessDenied` where a policy of AWS would be changed. */
export function theManagedPolicy({ db, accountId }: IamCall, arn: string | undefined): ManagedPolicyRecord {
  checkPolicyArn(arn ?? '');
  const policy = findManagedPolicy(db, accountId, arn ?? '');
  if (!policy) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}

/** Writes a managed policy that exists already. */
export function saveManagedPolicy({ db, accountId }: IamCall, policy: ManagedPolicyRecord): void {
  db.put(managedPolicies, [accountId, policy.name.toLowerCase()], policy);
}

/**
 * Checks that a policy can be attached in this account.
 *
 * @throws AwsError `NoSuchEntity`, `InvalidInput`.
 */
export function checkAttachable({ db, accountId }: IamCall, arn: string): void {
  checkPolicyArn(arn);
  if (!isAwsManaged(arn) && !findManagedPolicy(db, accountId, arn)) {
    throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  }
}

function checkPolicyArn(arn: string): void {
  if (!/^arn:aws:iam::(aws|\d{12}):policy\/.+$/.test(arn)) {
    throw new AwsError('InvalidInputException', `ARN ${arn} is not valid.`);
  }
}

/** @throws AwsError `NoSuchEntity`. */
export function theInstanceProfile({ db, accountId }: IamCall, name: string | undefined): InstanceProfileRecord {
  const profile = db.get(instanceProfiles, [accountId, (name ?? '').toLowerCase()]);
  if (profile?.name !== name) throw noSuchEntity(`Instance Profile ${name} cannot be found.`);
  return profile as InstanceProfileRecord;
}

/** IAM's error for what doesn't exist. */
export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntityException', message);
}

/** IAM's error for a quota. */
export function limitExceeded(message: string): AwsError {
  return new AwsError('LimitExceededException', message);
}

/** Tags of a request as a record. */
export function tagRecord(tags: readonly { Key?: string; Value?: string }[] | undefined): Record<string, string> {
  const keys = (tags ?? []).map(({ Key }) => (Key ?? '').toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw new AwsError(
      'InvalidInputException',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  }
  if (keys.some((key) => key.startsWith('aws:'))) {
    throw new AwsError('InvalidInputException', 'System tags cannot be added/updated by requester.');
  }
  return Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}

/** Tags of a record as the answers list them. */
export function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/**
 * Tags after a tagging call: a key replaces one that differs in case only.
 *
 * @throws AwsError `LimitExceeded` beyond fifty.
 */
export function withTags(
  tags: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string>>,
): Record<string, string> {
  const keys = new Set(Object.keys(added).map((key) => key.toLowerCase()));
  const kept = Object.entries(tags).filter(([key]) => !keys.has(key.toLowerCase()));
  const all = { ...Object.fromEntries(kept), ...added };
  const own = Object.keys(all).filter((key) => !key.startsWith('aws:'));
  if (own.length > 50) throw limitExceeded('The number of tags has reached the maximum limit.');
  return all;
}

/** Tags after an untagging call. */
export function withoutTags(tags: Readonly<Record<string, string>>, keys: readonly string[]): Record<string, string> {
  const gone = new Set(keys.map((key) => key.toLowerCase()));
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.has(key.toLowerCase())));
}
