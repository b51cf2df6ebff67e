import { IAM } from '@aws-sdk/client-iam';
import { type AssumeRoleCommandInput, STS } from '@aws-sdk/client-sts';
import type { PolicyDocument, PolicyStatement } from '../../catalog/permissions';
import type { ClientSettings, TestSandbox } from './with-sandbox';

/** Settings of an SDK client that calls as a session of a role. */
export type SessionSettings = ClientSettings & {
  readonly credentials: ClientSettings['credentials'] & { readonly sessionToken?: string };
};

/** The settings of a test's client that calls as a session of a role. Whoever is in the role's account may assume it from then on. */
export async function sessionOf(
  sandbox: TestSandbox,
  RoleName: string,
  { account = '000000000000', ...input }: Partial<AssumeRoleCommandInput> & { readonly account?: string } = {},
): Promise<SessionSettings> {
  const settings = sandbox.client(account);
  const iam = new IAM(settings);
  const { Role } = await iam.getRole({ RoleName });
  const trust: PolicyDocument = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '{}'));
  const principal = { AWS: `arn:aws:iam::${account}:root` };
  const open = { Effect: 'Allow', Principal: principal, Action: ['sts:AssumeRole', 'sts:TagSession'] };
  const PolicyDocument = JSON.stringify({ ...trust, Statement: [trust.Statement, open].flat() });
  await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument });
  const { Credentials } = await new STS(settings).assumeRole({ RoleArn: Role?.Arn, RoleSessionName: 'anna', ...input });
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = Credentials ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return { ...settings, credentials };
}

/** A policy of these statements. */
export function policy(...Statement: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** A statement that allows actions, on everything unless it says otherwise. */
export function allow(Action: string | string[], more: Partial<PolicyStatement> = {}): PolicyStatement {
  return { Effect: 'Allow', Action, Resource: '*', ...more };
}

/** A statement that denies actions. */
export function deny(Action: string | string[], more: Partial<PolicyStatement> = {}): PolicyStatement {
  return { ...allow(Action, more), Effect: 'Deny' };
}

/** Makes a role whose only policy has these statements. */
export async function addRole(
  sandbox: TestSandbox,
  RoleName: string,
  statements: readonly PolicyStatement[],
  more: {
    readonly account?: string;
    readonly PermissionsBoundary?: string;
    readonly Tags?: { Key: string; Value: string }[];
  } = {},
): Promise<string> {
  const { account = '000000000000', ...rest } = more;
  const iam = new IAM(sandbox.client(account));
  const trust = {
    Effect: 'Allow' as const,
    Principal: { Service: 'codebuild.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  const { Role } = await iam.createRole({ RoleName, AssumeRolePolicyDocument: policy(trust), ...rest });
  if (statements.length > 0) {
    await iam.putRolePolicy({ RoleName, PolicyName: 'Own', PolicyDocument: policy(...statements) });
  }
  return Role?.Arn ?? '';
}
