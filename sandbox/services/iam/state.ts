import type { PolicyDocument } from '../../../catalog/permissions';
import type { Work } from '../../kernel/work';
import type { Rows } from '../../store/rows';
import { defineTable, type Store } from '../../store/store';
import { awsManagedDocument } from './aws-managed-policies';

/** A role of one account. IAM is global, so a role has no region. */
export interface RoleRecord {
  readonly name: string;
  /** `/` or `/some/path/`. */
  readonly path: string;
  /** `arn:aws:iam::111111111111:role/some/path/Name`. */
  readonly arn: string;
  /** Unique id: `AROA` and 17 letters and digits. A role made again under the same name has another. */
  readonly id: string;
  /** Says who may assume it. */
  readonly trustPolicy: PolicyDocument;
  /** Inline policies by name. */
  readonly inline: Readonly<Record<string, PolicyDocument>>;
  /** ARNs of the managed policies attached to it, in the order of their attachment. */
  readonly attached: readonly string[];
  /** ARN of the managed policy that bounds it. */
  readonly permissionsBoundary?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly description?: string;
  /** Seconds; 3600 unless set. */
  readonly maxSessionDuration: number;
  readonly created: Date;
}

/** One version of a managed policy. */
export interface PolicyVersion {
  /** `v1`, `v2`, … */
  readonly id: string;
  readonly document: PolicyDocument;
  readonly created: Date;
}

/** A customer managed policy of one account. */
export interface ManagedPolicyRecord {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  /** `ANPA` and 17 letters and digits. */
  readonly id: string;
  readonly description?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Five at the most, oldest first. */
  readonly versions: readonly PolicyVersion[];
  readonly defaultVersionId: string;
  /** Number of the newest version ever made. */
  readonly lastVersion: number;
  readonly created: Date;
  readonly updated: Date;
}

/** Roles by account and name in small letters: IAM's names are unique without regard to case. */
export const roles = defineTable<RoleRecord>('iam/roles');

/** An instance profile: what hands a role to an EC2 instance. */
export interface InstanceProfileRecord {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  /** `AIPA` and 17 letters and digits. */
  readonly id: string;
  /** One at the most. */
  readonly roleName?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly created: Date;
}

/** Instance profiles by account and name in small letters. */
export const instanceProfiles = defineTable<InstanceProfileRecord>('iam/instance-profiles');

/** Customer managed policies by account and name in small letters. */
export const managedPolicies = defineTable<ManagedPolicyRecord>('iam/managed-policies');

/** Which roles a managed policy is attached to, by account, the policy's ARN and the role's name in small letters. */
export const attachments = defineTable<true>('iam/attachments');

/** The role of that name in that account, or undefined. The name is a bare one, its case as it was created. */
export function findRole(db: Store, accountId: string, roleName: string): RoleRecord | undefined {
  const role = db.get(roles, [accountId, roleName.toLowerCase()]);
  return role?.name === roleName ? role : undefined;
}

/** Adds a role that an account begins with. One of that name stays as it is. */
export function addRole(
  { db, now }: Pick<Work, 'db' | 'now'>,
  accountId: string,
  role: Pick<RoleRecord, 'name' | 'id' | 'trustPolicy' | 'attached'> & Partial<Pick<RoleRecord, 'inline'>>,
): void {
  const key = [accountId, role.name.toLowerCase()];
  if (db.get(roles, key)) return;
  const arn = `arn:aws:iam::${accountId}:role/${role.name}`;
  db.put(roles, key, { inline: {}, ...role, path: '/', arn, tags: {}, maxSessionDuration: 3600, created: now });
}

/** Gives inline policies to a role that has none; one that has some, or isn't there, stays as it is. */
export function giveFirstPolicies(rows: Rows, accountId: string, name: string, inline: RoleRecord['inline']): void {
  const key = [accountId, name.toLowerCase()];
  const role = rows.get(roles, key);
  if (role && Object.keys(role.inline).length === 0) rows.put(roles, key, { ...role, inline });
}

/** The customer managed policy of that ARN in that account, or undefined. */
export function findManagedPolicy(db: Store, accountId: string, arn: string): ManagedPolicyRecord | undefined {
  const name = arn.split('/').at(-1) ?? '';
  const policy = db.get(managedPolicies, [accountId, name.toLowerCase()]);
  return policy?.arn === arn ? policy : undefined;
}

/** The document in force of a managed policy: its default version. */
export function defaultDocument(policy: ManagedPolicyRecord): PolicyDocument | undefined {
  return policy.versions.find(({ id }) => id === policy.defaultVersionId)?.document;
}

/**
 * The policies that say what a role may do: inline ones, then attached managed ones. AWS managed policies whose document
 * the sandbox doesn't hold are missing here; {@link unjudgedPolicies} names them. The permissions boundary isn't
 * included: see {@link boundaryPolicy}.
 */
export function rolePolicies(db: Store, role: RoleRecord): PolicyDocument[] {
  const attached = role.attached.map((arn) => policyOfArn(db, role, arn));
  return [...Object.values(role.inline), ...attached.filter((document) => document !== undefined)];
}

/** The same policies, each with what IAM calls it. */
export function attachedPolicies(
  db: Store,
  role: RoleRecord,
): {
  readonly id: string;
  readonly type: 'role' | 'aws-managed' | 'user-managed';
  readonly document: PolicyDocument;
}[] {
  const inline = Object.entries(role.inline).map(([id, document]) => ({ id, type: 'role' as const, document }));
  const attached = role.attached.flatMap((arn) => {
    const document = policyOfArn(db, role, arn);
    const type = awsManagedDocument(arn) ? ('aws-managed' as const) : ('user-managed' as const);
    return document ? [{ id: arn.split('/').at(-1) ?? arn, type, document }] : [];
  });
  return [...inline, ...attached];
}

/** ARNs of the attached AWS managed policies whose document the sandbox doesn't hold, so that nobody can judge them. */
export function unjudgedPolicies(db: Store, role: RoleRecord): string[] {
  return role.attached.filter((arn) => policyOfArn(db, role, arn) === undefined);
}

/** The document that bounds what a role may do, or undefined where it has no boundary or the sandbox doesn't hold it. */
export function boundaryPolicy(db: Store, role: RoleRecord): PolicyDocument | undefined {
  return role.permissionsBoundary === undefined ? undefined : policyOfArn(db, role, role.permissionsBoundary);
}

/** The document in force of a managed policy that a role of the account may have; undefined where it isn't held. */
export function policyOfArn(db: Store, role: Pick<RoleRecord, 'arn'>, arn: string): PolicyDocument | undefined {
  const known = awsManagedDocument(arn);
  if (known) return known;
  const accountId = role.arn.split(':')[4] ?? '';
  const policy = findManagedPolicy(db, accountId, arn);
  return policy && defaultDocument(policy);
}
