import type { PolicyDocument } from '../catalog/permissions';
import { roleId } from './kernel/identity';
import type { Work } from './kernel/work';
import { addRole } from './services/iam';
import { addBucket } from './services/s3';
import { addParameter } from './services/ssm';
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
  const account = trustOf({ AWS: `arn:aws:iam::${accountId}:root` }, { Null: { 'sts:ExternalId': 'true' } });
  const managed = (name: string) => [`arn:aws:iam::aws:policy/${name}`];
  const bootstrapRoles: readonly (readonly [string, PolicyDocument, readonly string[]])[] = [
    ['deploy-role', account, managed('AWSCloudFormationReadOnlyAccess')],
    ['file-publishing-role', account, []],
    ['image-publishing-role', account, []],
    ['lookup-role', account, managed('ReadOnlyAccess')],
    ['cfn-exec-role', trustOf({ Service: 'cloudformation.amazonaws.com' }), managed('AdministratorAccess')],
  ];
  for (const [kind, trustPolicy, attached] of bootstrapRoles) {
    const name = `cdk-hnb659fds-${kind}-${accountId}-${region}`;
    addRole(work, accountId, { name, id: roleId(accountId, name), trustPolicy, attached });
  }
  addBucket(work, { name: `cdk-hnb659fds-assets-${accountId}-${region}`, accountId, region });
  addParameter(work, { name: '/cdk-bootstrap/hnb659fds/version', value: BOOTSTRAP_VERSION, accountId, region });
}

function trustOf(
  Principal: Readonly<Record<string, string>>,
  Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>,
): PolicyDocument {
  const statement = { Effect: 'Allow' as const, Principal, Action: 'sts:AssumeRole' };
  return { Version: '2012-10-17', Statement: [Condition ? { ...statement, Condition } : statement] };
}
