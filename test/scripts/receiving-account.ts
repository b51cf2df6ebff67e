import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { STS } from '@aws-sdk/client-sts';
import type { ClientSettings, TestSandbox } from '../sandbox/with-sandbox';
import { projectRoot, type Run, runCatalog } from './run-catalog';

/** Caller's credentials: an account's default role, or a session of one of its roles. */
export type Caller = ClientSettings['credentials'] & { readonly sessionToken?: string };

/** Runs `catalog` of a project with somebody's credentials. */
export function catalogAs(caller: Caller, sandbox: TestSandbox, root: string, ...args: string[]): Promise<Run> {
  const { AWS_SESSION_TOKEN: _, ...before } = process.env;
  jest.replaceProperty(process, 'env', {
    ...before,
    AWS_ACCESS_KEY_ID: caller.accessKeyId,
    AWS_SECRET_ACCESS_KEY: caller.secretAccessKey,
    ...(caller.sessionToken && { AWS_SESSION_TOKEN: caller.sessionToken }),
  });
  return runCatalog(args, { root, env: { ...process.env, AWS_ENDPOINT_URL: sandbox.url } });
}

/** Makes a role in an account that whoever is in another (by default the same) may assume. */
export async function addRole(sandbox: TestSandbox, account: string, RoleName: string, by = account): Promise<IAM> {
  const trust = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${by}:root` }, Action: 'sts:AssumeRole' };
  const iam = new IAM(sandbox.client(account));
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  await iam.createRole({ RoleName, AssumeRolePolicyDocument });
  return iam;
}

/**
 * The policy that a page of `docs/` gives: `deployment.md` to people who use the `catalog` command, `runbook.md` to the role
 * that `doctor` looks into an account with.
 */
export function documentedPolicy(name: 'deployment.md' | 'runbook.md'): string {
  const page = readFileSync(join(projectRoot, 'docs', name), 'utf8');
  const [policy = '', second] = [...page.matchAll(/```json\n(\{\n {2}"Version".+?)```/gs)].map(([, text]) => text);
  if (second !== undefined) throw new Error(`${name} has several policies`);
  return policy;
}

/** Makes a role in an account that whoever is in another may look into it with, by `doctor --role-arn`. */
export async function addInspector(sandbox: TestSandbox, account: string, RoleName: string, by: string): Promise<void> {
  const iam = await addRole(sandbox, account, RoleName, by);
  await iam.putRolePolicy({ RoleName, PolicyName: 'Doctor', PolicyDocument: documentedPolicy('runbook.md') });
}

/** A session of a new role of an account, which may do what the documentation lets people do who launch. */
export async function developerOf(sandbox: TestSandbox, account: string, RoleName: string): Promise<Caller> {
  const iam = await addRole(sandbox, account, RoleName);
  await iam.attachRolePolicy({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AWSServiceCatalogEndUserFullAccess' });
  await iam.putRolePolicy({
    RoleName,
    PolicyName: 'CatalogCommand',
    PolicyDocument: documentedPolicy('deployment.md'),
  });
  const RoleArn = `arn:aws:iam::${account}:role/${RoleName}`;
  const sts = new STS(sandbox.client(account));
  const { Credentials } = await sts.assumeRole({ RoleArn, RoleSessionName: 'anna' });
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** The address of a template in a bucket of the account. */
export async function uploaded(sandbox: TestSandbox, account: string, Body: string): Promise<string> {
  const s3 = new S3(sandbox.client(account));
  const Bucket = `spoke-${account}`;
  await s3.createBucket({ Bucket });
  await s3.putObject({ Bucket, Key: 'spoke.json', Body });
  return `https://s3.us-east-1.amazonaws.com/${Bucket}/spoke.json`;
}
