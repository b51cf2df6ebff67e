import type { PolicyDocument } from '../catalog/permissions';
import { type BootstrapRoleKind, bootstrapPolicy } from './bootstrap-policies';
import { roleId } from './kernel/identity';
import type { Work } from './kernel/work';
import { addRole, giveFirstPolicies } from './services/iam';
import { addBucket } from './services/s3';
import { addParameter } from './services/ssm';
import type { Migration } from './store/form';
import { defineTable, type Store } from './store/store';

/**
 * Version of CDK's bootstrap resources that the sandbox stands for: the one of the pinned CLI, see `CdkBootstrapVersion` in
 * https://github.com/aws/aws-cdk-cli/blob/main/packages/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml
 */
export const BOOTSTRAP_VERSION = '33';

/** Accounts that hold what every account begins with, by account, region and name of the default role. */
const openAccounts = defineTable<true>('sandbox/open-accounts');

/** Whether {@link openAccount} has been there. */
export function isOpen(db: Store, accountId: string, region: string, defaultRoleName: string): boolean {
  return db.get(openAccounts, [accountId, region, defaultRoleName]) !== undefined;
}

/**
 * Gives an account, on its first call in a region, what an account begins with: the role that a bare account id acts as,
 * an administrator, and CDK's bootstrap resources (roles, bucket, version parameter). From then on they are like all
 * others: who deletes them misses them.
 */
export function openAccount(work: Work, accountId: string, region: string): void {
  const { defaultRoleName } = work.parts;
  if (isOpen(work.db, accountId, region, defaultRoleName)) return;
  work.db.put(openAccounts, [accountId, region, defaultRoleName], true);
  addRole(work, accountId, {
    name: defaultRoleName,
    id: roleId(accountId, defaultRoleName),
    trustPolicy: trustOf({ AWS: `arn:aws:iam::${accountId}:root` }),
    attached: ['arn:aws:iam::aws:policy/AdministratorAccess'],
  });
  addBootstrap(work, accountId, region);
}

function addBootstrap(work: Work, accountId: string, region: string): void {
  const trustPolicy = trustOf({ AWS: `arn:aws:iam::${accountId}:root` }, { Null: { 'sts:ExternalId': 'true' } });
  for (const [kind, managed] of bootstrapRoles) {
    const name = bootstrapName(kind, accountId, region);
    const inline = { default: bootstrapPolicy(kind, accountId, region) };
    addRole(work, accountId, {
      name,
      id: roleId(accountId, name),
      trustPolicy,
      attached: managed.map(awsManaged),
      inline,
    });
  }
  const name = bootstrapName('cfn-exec-role', accountId, region);
  addRole(work, accountId, {
    name,
    id: roleId(accountId, name),
    trustPolicy: trustOf({ Service: 'cloudformation.amazonaws.com' }),
    attached: [awsManaged('AdministratorAccess')],
  });
  addBucket(work, { name: `cdk-hnb659fds-assets-${accountId}-${region}`, accountId, region });
  addParameter(work, { name: '/cdk-bootstrap/hnb659fds/version', value: BOOTSTRAP_VERSION, accountId, region });
}

const bootstrapRoles: readonly (readonly [BootstrapRoleKind, readonly string[]])[] = [
  ['deploy-role', ['AWSCloudFormationReadOnlyAccess']],
  ['file-publishing-role', []],
  ['image-publishing-role', []],
  ['lookup-role', ['ReadOnlyAccess']],
];

function bootstrapName(kind: BootstrapRoleKind | 'cfn-exec-role', accountId: string, region: string): string {
  return `cdk-hnb659fds-${kind}-${accountId}-${region}`;
}

function awsManaged(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}

/** Gives bootstrap roles their policies in a state from before calls were judged by them. */
export const addBootstrapPolicies: Migration = (rows) => {
  for (const { key } of rows.list(openAccounts)) {
    const [accountId, region] = key.map(String);
    if (accountId === undefined || region === undefined) continue;
    for (const [kind] of bootstrapRoles) {
      const inline = { default: bootstrapPolicy(kind, accountId, region) };
      giveFirstPolicies(rows, accountId, bootstrapName(kind, accountId, region), inline);
    }
  }
};

function trustOf(
  Principal: Readonly<Record<string, string>>,
  Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>,
): PolicyDocument {
  const statement = { Effect: 'Allow' as const, Principal, Action: 'sts:AssumeRole' };
  return { Version: '2012-10-17', Statement: [Condition ? { ...statement, Condition } : statement] };
}
