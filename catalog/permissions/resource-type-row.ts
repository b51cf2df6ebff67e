import { CatalogError } from '../errors';
import type { PropertyCondition } from './property-conditions';

/** Operations of CloudFormation on a resource, as far as IAM sees them. `tag` is what setting the stack's tags asks for. */
export const OPERATIONS = ['create', 'read', 'update', 'delete', 'tag'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Actions of the schema that are asked for only where a property is used; any one of `when` suffices. */
export interface ConditionalActions {
  readonly when: readonly PropertyCondition[];
  readonly create?: readonly string[];
  readonly read?: readonly string[];
  readonly update?: readonly string[];
  readonly delete?: readonly string[];
  /** Of an update that takes the property away. */
  readonly removal?: readonly string[];
}

/** Address of what stands behind a fact that no schema states. */
export interface SecondSource {
  /** AWS's page. */
  readonly source: string;
  /** A thread in which somebody met it on AWS, where the page is silent, late or at odds with another. */
  readonly seen?: string;
}

/**
 * Actions that a service asks of its caller beyond what the type's schema names: it looks at subnets, encrypts with a key,
 * makes an interface or tags, all with the caller's own permissions.
 */
export interface CallerActions extends SecondSource, Partial<Readonly<Record<Operation, readonly string[]>>> {
  /** Only where one of these holds; always where it is left out. */
  readonly when?: readonly PropertyCondition[];
}

/**
 * Actions that must be allowed on `*`: with a narrower resource AWS denies them, though its reference of actions lists
 * resources that they take.
 */
export interface UnscopedActions extends SecondSource {
  readonly actions: readonly string[];
}

/** A property that hands a role to an AWS service, for which `iam:PassRole` on that role is needed. */
export interface PassedRole {
  /** Path of the property, in the language of {@link PropertyCondition}. */
  readonly property: PropertyCondition;
  /** The service principal that the role is passed to, for the condition key `iam:PassedToService`. */
  readonly service: string;
}

/** A service that makes its own role in the account the first time, for which `iam:CreateServiceLinkedRole` is needed. */
export interface ServiceLinkedRole {
  /** For the condition key `iam:AWSServiceName`. */
  readonly service: string;
  /** Only where one of these holds; always where it is left out. */
  readonly when?: readonly PropertyCondition[];
  /** The page that says so, where it is not the row's own. */
  readonly source?: string;
}

/**
 * One row of `resource-types.json`: what a CloudFormation resource type asks of the role that CloudFormation acts with.
 *
 * The operations' lists, `conditional` and `omitted` follow `handlers.<operation>.permissions` and `tagging.permissions` of AWS's provider schema of the type
 * (`aws cloudformation describe-type --type RESOURCE --type-name AWS::EC2::VPC`), which name everything that any
 * property could need; what only some property needs is told apart here.
 * https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
 *
 * What no schema states has its own page, entry by entry: `caller` and `unscoped`.
 */
export interface ResourceTypeRow extends Readonly<Record<Operation, readonly string[]>> {
  /** AWS's page on the type, or the page that the row follows from. */
  readonly source: string;
  readonly conditional?: readonly ConditionalActions[];
  readonly caller?: readonly CallerActions[];
  readonly unscoped?: readonly UnscopedActions[];
  readonly passRole?: readonly PassedRole[];
  readonly serviceLinkedRole?: readonly ServiceLinkedRole[];
  /** Actions that the schema names and the row leaves out, each with its reason. */
  readonly omitted?: Readonly<Record<string, string>>;
}

/**
 * Checks the shape of the data file, so that a slip in it stops every program at once and names its place.
 * Throws `CatalogError` `bad-resource-type-row`.
 */
export function readRows(data: unknown): ReadonlyMap<string, ResourceTypeRow> {
  return new Map(Object.entries(record(data, 'top level')).map(([type, row]) => [type, readRow(type, row)]));
}

function readRow(type: string, data: unknown): ResourceTypeRow {
  const row = record(data, type, [
    ...['source', 'conditional', 'caller', 'unscoped', 'passRole', 'serviceLinkedRole', 'omitted'],
    ...OPERATIONS,
  ]);
  return {
    source: page(row.source, `${type}.source`),
    create: actions(row.create, `${type}.create`),
    read: actions(row.read, `${type}.read`),
    update: actions(row.update, `${type}.update`),
    delete: actions(row.delete, `${type}.delete`),
    tag: actions(row.tag, `${type}.tag`),
    conditional: optional(list(readConditional), row.conditional, `${type}.conditional`),
    caller: optional(list(readCaller), row.caller, `${type}.caller`),
    unscoped: optional(list(readUnscoped), row.unscoped, `${type}.unscoped`),
    passRole: optional(list(readPassedRole), row.passRole, `${type}.passRole`),
    serviceLinkedRole: optional(list(readServiceLinkedRole), row.serviceLinkedRole, `${type}.serviceLinkedRole`),
    omitted: optional(reasons, row.omitted, `${type}.omitted`),
  };
}

function readConditional(data: unknown, where: string): ConditionalActions {
  const entry = record(data, where, ['when', 'create', 'read', 'update', 'delete', 'removal']);
  return {
    when: list(text)(entry.when, `${where}.when`),
    create: optional(actions, entry.create, `${where}.create`),
    read: optional(actions, entry.read, `${where}.read`),
    update: optional(actions, entry.update, `${where}.update`),
    delete: optional(actions, entry.delete, `${where}.delete`),
    removal: optional(actions, entry.removal, `${where}.removal`),
  };
}

function readCaller(data: unknown, where: string): CallerActions {
  const entry = record(data, where, ['when', 'source', 'seen', ...OPERATIONS]);
  return {
    when: optional(list(text), entry.when, `${where}.when`),
    source: page(entry.source, `${where}.source`),
    seen: optional(thread, entry.seen, `${where}.seen`),
    create: optional(actions, entry.create, `${where}.create`),
    read: optional(actions, entry.read, `${where}.read`),
    update: optional(actions, entry.update, `${where}.update`),
    delete: optional(actions, entry.delete, `${where}.delete`),
    tag: optional(actions, entry.tag, `${where}.tag`),
  };
}

function readUnscoped(data: unknown, where: string): UnscopedActions {
  const entry = record(data, where, ['actions', 'source', 'seen']);
  return {
    actions: actions(entry.actions, `${where}.actions`),
    source: page(entry.source, `${where}.source`),
    seen: optional(thread, entry.seen, `${where}.seen`),
  };
}

function readPassedRole(data: unknown, where: string): PassedRole {
  const entry = record(data, where, ['property', 'service']);
  return { property: text(entry.property, `${where}.property`), service: text(entry.service, `${where}.service`) };
}

function readServiceLinkedRole(data: unknown, where: string): ServiceLinkedRole {
  const entry = record(data, where, ['service', 'when', 'source']);
  return {
    service: text(entry.service, `${where}.service`),
    when: optional(list(text), entry.when, `${where}.when`),
    source: optional(page, entry.source, `${where}.source`),
  };
}

type Reader<T> = (data: unknown, where: string) => T;

function optional<T>(read: Reader<T>, data: unknown, where: string): T | undefined {
  return data === undefined ? undefined : read(data, where);
}

function list<T>(read: Reader<T>): Reader<readonly T[]> {
  return (data, where) => {
    if (!Array.isArray(data)) throw misshapen(where, 'a list', data);
    return data.map((item, index) => read(item, `${where}.${index}`));
  };
}

function record(data: unknown, where: string, known?: readonly string[]): Record<string, unknown> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw misshapen(where, 'an object', data);
  const unknown = Object.keys(data).find((key) => known !== undefined && !known.includes(key));
  if (unknown !== undefined) throw misshapen(where, `only the keys ${known?.join(', ')}`, unknown);
  return { ...data };
}

function text(data: unknown, where: string): string {
  if (typeof data !== 'string' || data === '') throw misshapen(where, 'text', data);
  return data;
}

function page(data: unknown, where: string): string {
  if (typeof data !== 'string' || !data.startsWith('https://docs.aws.amazon.com/')) {
    throw misshapen(where, 'a page of https://docs.aws.amazon.com/', data);
  }
  return data;
}

function thread(data: unknown, where: string): string {
  if (typeof data !== 'string' || !/^https:\/\/github\.com\/[^/]+\/[^/]+\/(?:issues|pull)\/\d+$/.test(data)) {
    throw misshapen(where, 'an issue or pull request of https://github.com/', data);
  }
  return data;
}

/** `vendor:Action` names without wildcards, sorted and once each, so that two versions of the file compare line by line. */
function actions(data: unknown, where: string): readonly string[] {
  const names = list(text)(data, where);
  const wrong = names.find((name, index) => {
    const before = names[index - 1];
    return !/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(name) || (before !== undefined && before >= name);
  });
  if (wrong !== undefined) throw misshapen(where, 'actions "vendor:Action" in ascending order', wrong);
  return names;
}

function reasons(data: unknown, where: string): Readonly<Record<string, string>> {
  const entries = Object.entries(record(data, where));
  return Object.fromEntries(entries.map(([action, why]) => [action, text(why, `${where}.${action}`)]));
}

function misshapen(where: string, expected: string, received: unknown): CatalogError {
  return new CatalogError(
    'bad-resource-type-row',
    `resource-types.json: ${where} must be ${expected}, got ${JSON.stringify(received)}; correct the file`,
  );
}
