import type { PolicyDocument } from '../catalog/permissions';
import { roleId } from './kernel/identity';
import type { Work } from './kernel/work';
import { type RoleRecord, roles } from './services/iam/state';
import { accountBuckets, buckets } from './services/s3/state';
import { parameters } from './services/ssm/state';
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
  addBucket(work, accountId, region);
  addVersion(work, accountId, region);
}

function addBucket({ db, now }: Work, accountId: string, region: string): void {
  const name = `cdk-hnb659fds-assets-${accountId}-${region}`;
  if (db.get(buckets, [name])) return;
  db.put(buckets, [name], { name, accountId, region, created: now, versioning: 'Enabled', documents: {} });
  db.put(accountBuckets, [accountId, name], true);
}

function addVersion({ db, now }: Work, accountId: string, region: string): void {
  const name = '/cdk-bootstrap/hnb659fds/version';
  if (db.get(parameters, [accountId, region, name])) return;
  const version = {
    version: 1,
    type: 'String' as const,
    value: BOOTSTRAP_VERSION,
    labels: [],
    dataType: 'text',
    tier: 'Standard',
    modified: now,
    modifiedBy: `arn:aws:iam::${accountId}:root`,
  };
  const arn = `arn:aws:ssm:${region}:${accountId}:parameter${name}`;
  db.put(parameters, [accountId, region, name], { name, arn, versions: [version], tags: {} });
}

function addRole(
  { db, now }: Work,
  accountId: string,
  role: Pick<RoleRecord, 'name' | 'id' | 'trustPolicy' | 'attached'>,
): void {
  const key = [accountId, role.name.toLowerCase()];
  if (db.get(roles, key)) return;
  const arn = `arn:aws:iam::${accountId}:role/${role.name}`;
  db.put(roles, key, { ...role, path: '/', arn, inline: {}, tags: {}, maxSessionDuration: 3600, created: now });
}

function trustOf(
  Principal: Readonly<Record<string, string>>,
  Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>,
): PolicyDocument {
  const statement = { Effect: 'Allow' as const, Principal, Action: 'sts:AssumeRole' };
  return { Version: '2012-10-17', Statement: [Condition ? { ...statement, Condition } : statement] };
}
