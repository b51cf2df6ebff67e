import { createHash } from 'node:crypto';
import { type Json, resourceType } from '../../../../catalog/template';
import { AwsError } from '../../../kernel/aws-error';
import { defineTable, type Store } from '../../../store/store';
import { valueRow } from './value-rows';

/** Owner of a name. */
export interface NameOwner {
  readonly stackId: string;
  readonly logicalId: string;
}

/** Names that are taken, by where they are (account and region, account, or all) and a digest of {@link nameOf}. */
export const names = defineTable<NameOwner>('cloudformation/names');

type Properties = Readonly<Record<string, Json>>;

/** Resource that a name is for. */
export interface Named extends NameOwner {
  readonly accountId: string;
  readonly region: string;
  readonly type: string;
  readonly properties: Properties;
}

/**
 * Name of a resource, which no other may have: its type and the properties that name it; undefined where the template
 * leaves the name to CloudFormation.
 */
export function nameOf(type: string, properties: Properties): readonly string[] | undefined {
  const row = valueRow(type);
  const all = row ? (row.unique ?? []) : propertiesInRef(type);
  const given = row?.name ?? all;
  if (all.length === 0 || !given.every((name) => isText(properties[name]))) return undefined;
  return [row?.as ?? type, ...all.map((name) => (isText(properties[name]) ? String(properties[name]) : ''))];
}

/** The properties that make up what `Ref` returns; none where an attribute is among them. */
function propertiesInRef(type: string): readonly string[] {
  const facts = resourceType(type);
  return facts?.ref.every((name) => facts.properties.has(name)) ? facts.ref : [];
}

function isText(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' ? value !== '' : typeof value === 'number' || typeof value === 'boolean';
}

/**
 * Takes a resource's name.
 *
 * @throws AwsError `AlreadyExists`.
 */
export function claimName(db: Store, named: Named): void {
  const key = keyOf(named);
  if (!key) return;
  const owner = db.get(names, key);
  if (owner && !isSame(owner, named)) {
    const shown = nameOf(named.type, named.properties)?.slice(1).filter(Boolean).join('|');
    throw new AwsError('AlreadyExists', `${shown} already exists in stack ${owner.stackId}`);
  }
  db.put(names, key, { stackId: named.stackId, logicalId: named.logicalId });
}

/** Gives a resource's name back, if it is the resource's. */
export function releaseName(db: Store, named: Named): void {
  const key = keyOf(named);
  const owner = key && db.get(names, key);
  if (key && owner && isSame(owner, named)) db.remove(names, key);
}

function isSame(owner: NameOwner, named: Named): boolean {
  return owner.stackId === named.stackId && owner.logicalId === named.logicalId;
}

function keyOf({ accountId, region, type, properties }: Named): string[] | undefined {
  const name = nameOf(type, properties);
  if (!name) return undefined;
  const reach = valueRow(type)?.reach;
  const place = reach === 'world' ? ['*', '*'] : reach === 'account' ? [accountId, '*'] : [accountId, region];
  return [...place, createHash('sha256').update(JSON.stringify(name)).digest('base64url')];
}
