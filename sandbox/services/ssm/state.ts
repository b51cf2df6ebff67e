import type { Work } from '../../kernel/work';
import { defineTable, type Store } from '../../store/store';

/** One version of a parameter. */
export interface ParameterVersion {
  readonly version: number;
  readonly type: 'String' | 'StringList' | 'SecureString';
  readonly value: string;
  readonly labels: readonly string[];
  readonly dataType: string;
  readonly description?: string;
  readonly allowedPattern?: string;
  readonly keyId?: string;
  readonly tier: string;
  readonly modified: Date;
  /** ARN of whoever wrote it. */
  readonly modifiedBy: string;
}

/** A parameter of one account and region. */
export interface ParameterRecord {
  /** As it was given: `name` or `/path/to/name`. */
  readonly name: string;
  readonly arn: string;
  /** A hundred at the most, oldest first; the last is the current one. */
  readonly versions: readonly ParameterVersion[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Parameters by account, region and name. */
export const parameters = defineTable<ParameterRecord>('ssm/parameters');

/** Adds a text that an account begins with. A parameter of that name stays as it is. */
export function addParameter(
  { db, now }: Pick<Work, 'db' | 'now'>,
  {
    name,
    value,
    accountId,
    region,
  }: { readonly name: string; readonly value: string; readonly accountId: string; readonly region: string },
): void {
  if (db.get(parameters, [accountId, region, name])) return;
  const version: ParameterVersion = {
    version: 1,
    type: 'String',
    value,
    labels: [],
    dataType: 'text',
    tier: 'Standard',
    modified: now,
    modifiedBy: `arn:aws:iam::${accountId}:root`,
  };
  const arn = `arn:aws:ssm:${region}:${accountId}:parameter${name}`;
  db.put(parameters, [accountId, region, name], { name, arn, versions: [version], tags: {} });
}

/** A parameter's value as dynamic references and parameter types of templates read it. */
export interface ParameterValue {
  readonly type: ParameterVersion['type'];
  readonly value: string;
  readonly version: number;
}

/**
 * The value of a parameter, or undefined where it or that version doesn't exist.
 *
 * @param name `name`, `/path/name` or the parameter's ARN.
 * @param version default: the newest.
 */
export function parameterValue(
  db: Store,
  scope: { readonly accountId: string; readonly region: string },
  name: string,
  version?: number,
): ParameterValue | undefined {
  const record = findParameter(db, scope, name);
  return version === undefined ? record?.versions.at(-1) : record?.versions.find((each) => each.version === version);
}

/** The parameter of that name or ARN, or undefined. */
export function findParameter(
  db: Store,
  { accountId, region }: { readonly accountId: string; readonly region: string },
  name: string,
): ParameterRecord | undefined {
  const [, ofRegion, ofAccount, path] = /^arn:aws[a-z-]*:ssm:([a-z0-9-]+):(\d{12}):parameter(\/.+)$/.exec(name) ?? [];
  if (path === undefined) return db.get(parameters, [accountId, region, name]);
  if (ofRegion !== region || ofAccount !== accountId) return undefined;
  return db.get(parameters, [accountId, region, path]) ?? db.get(parameters, [accountId, region, path.slice(1)]);
}
