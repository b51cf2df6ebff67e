import { randomBytes } from 'node:crypto';
import type * as model from '@aws-sdk/client-sts';
import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import { namingPrincipals, trusts, UNKNOWN } from '../../../catalog/permissions';
import { openAccount } from '../../bootstrap';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Caller, RoleSession } from '../../kernel/caller';
import { roleSession, sessions } from '../../kernel/identity';
import type { Operations } from '../../kernel/operations';
import { denialOf, findRole, type KeyValue, policyFrom, policyOfArn, type RoleRecord } from '../iam';

/** Seconds that a session lasts unless the call says otherwise. */
const DEFAULT_DURATION = 3600;

/** Operation that opens a session of a role. */
export const assumeRoleOperations = {
  /**
   * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
   *
   * The role must exist and its trust policy must admit the caller. Where it admits an account rather than the caller
   * itself, and always from another account, the caller's own policies must allow the call too:
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
   */
  AssumeRole(input, call) {
    const roleArn = input.RoleArn ?? '';
    const role = targetRole(roleArn, call);
    if (!role) throw notAuthorized('sts:AssumeRole', roleArn, call.caller);
    const actions = input.Tags?.length ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'];
    const refused = actions.find((action) => !mayAssume(role, action, input, call));
    if (refused !== undefined) throw notAuthorized(refused, roleArn, call.caller);
    const duration = input.DurationSeconds ?? DEFAULT_DURATION;
    if (duration > role.maxSessionDuration) {
      const message = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
      throw new AwsError('ValidationError', message);
    }
    return openSession(role, input, duration, call);
  },
} satisfies Operations<typeof model>;

function openSession(role: RoleRecord, input: AssumeRoleRequest, duration: number, call: Call): AssumeRoleResponse {
  const caller: Caller = { ...roleSession(role, input.RoleSessionName ?? ''), session: sessionOf(role, input, call) };
  const expires = new Date(call.now.getTime() + duration * 1000);
  const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
  call.db.put(sessions, [accessKeyId], { caller, expires });
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: randomBytes(30).toString('base64'),
      SessionToken: randomBytes(96).toString('base64'),
      Expiration: expires,
    },
    AssumedRoleUser: { Arn: caller.arn, AssumedRoleId: caller.userId },
  };
}

/** Limits and tags of the session. A managed policy that isn't held allows nothing. @throws AwsError `MalformedPolicyDocument`. */
function sessionOf(
  role: RoleRecord,
  { Policy, PolicyArns = [], Tags = [] }: AssumeRoleRequest,
  { db }: Call,
): RoleSession {
  const inline = Policy === undefined ? [] : [policyFrom(Policy)];
  const managed = PolicyArns.flatMap(({ arn = '' }) => policyOfArn(db, role, arn) ?? []);
  const limited = Policy !== undefined || PolicyArns.length > 0;
  const tags = Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  return { ...(limited && { policies: [...inline, ...managed] }), ...(Tags.length > 0 && { tags }) };
}

/** The role of that ARN. Its account may be one that nobody has called yet. */
function targetRole(roleArn: string, call: Call): RoleRecord | undefined {
  const [, accountId, path] = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(roleArn) ?? [];
  const name = path?.split('/').at(-1);
  if (!accountId || !name) throw new AwsError('ValidationError', `${roleArn} is invalid`);
  openAccount(call, accountId, bootstrapRegion(name) ?? call.region);
  const role = findRole(call.db, accountId, name);
  return role?.arn === roleArn ? role : undefined;
}

/** The region that the name of one of CDK's bootstrap roles ends with. */
function bootstrapRegion(roleName: string): string | undefined {
  return /^cdk-hnb659fds-[a-z-]+-role-\d{12}-([a-z]{2}-[a-z]+-\d)$/.exec(roleName)?.[1];
}

function mayAssume(role: RoleRecord, action: string, input: AssumeRoleRequest, call: Call): boolean {
  const { caller } = call;
  const context = {
    'sts:RoleSessionName': input.RoleSessionName ?? '',
    ...(input.ExternalId === undefined ? {} : { 'sts:ExternalId': input.ExternalId }),
    ...(caller.roleArn === undefined ? {} : { 'aws:PrincipalArn': caller.roleArn }),
  };
  const who = { principalArn: caller.arn, action, context };
  if (!trusts(role.trustPolicy, who)) return false;
  const sameAccount = role.arn.split(':')[4] === caller.accountId;
  const granted = sameAccount && trusts(namingPrincipals(role.trustPolicy), who);
  const keyValue = (key: string): KeyValue => assumptionKey(key, role, input);
  return !denialOf({ caller, action, resource: role.arn, keyValue }, call.db, granted);
}

/** Value of a condition key of the caller's own policies. */
function assumptionKey(key: string, role: RoleRecord, { RoleSessionName, ExternalId }: AssumeRoleRequest): KeyValue {
  if (key === 'sts:rolesessionname') return RoleSessionName ?? [];
  if (key === 'sts:externalid') return ExternalId ?? [];
  const [, tag] = /^(?:aws|iam):resourcetag\/(.+)$/.exec(key) ?? [];
  if (tag === undefined) return UNKNOWN;
  return Object.entries(role.tags).find(([name]) => name.toLowerCase() === tag)?.[1] ?? [];
}

function notAuthorized(action: string, resource: string, { arn }: Caller): AwsError {
  return new AwsError(
    'AccessDenied',
    `User: ${arn} is not authorized to perform: ${action} on resource: ${resource}`,
    403,
  );
}
