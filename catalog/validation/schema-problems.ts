import { createHash } from 'node:crypto';
import type { StandardDiagnostic } from '@aws/cloudformation-validate';
import { type EvaluatedTemplate, isObject, type Json, type JsonObject, resourceType } from '../template';
import { ValidatorProcess } from './validator-process';

/** Problem that the schema of a resource's type has with it. */
export interface SchemaProblem {
  readonly logicalId: string;
  readonly type: string;
  /** The reason that the resource's failed event gives; names every violation. */
  readonly message: string;
}

/** Besides everything fatal: values outside an enumeration. */
const REFUSED_RULES = new Set(['W3030', 'E3030']);

/** It serves the whole process. */
const validator = new ValidatorProcess();

/** Violations already found, by a digest of type, properties and region; those that were asked for last at the end. */
const verdicts = new Map<string, readonly string[]>();
const MOST_VERDICTS = 10_000;

/** Resources of an evaluated template. */
type Evaluated = Pick<EvaluatedTemplate, 'resources'>;

/**
 * Problems that the schemas of the resources' types have with an evaluated template: unknown properties, missing ones,
 * wrong types, values out of bounds. One problem a resource, in the template's order. References that are still
 * unresolved are taken to be right.
 *
 * The first call in a process takes a second or two. What has been judged once is remembered, so that validating a
 * template again with other parameters costs only the resources that came out different.
 *
 * @throws Error where the validator fails.
 */
export async function schemaProblems(evaluated: Evaluated, region = 'us-east-1'): Promise<SchemaProblem[]> {
  const resources = candidates(evaluated, region);
  await judge(
    resources.filter((resource) => !isKnown(resource)),
    region,
  );
  return resources.flatMap(problemOf);
}

/** The same for those that can't wait: undefined where a resource hasn't been judged, or not for a long time. */
export function knownSchemaProblems(evaluated: Evaluated, region = 'us-east-1'): SchemaProblem[] | undefined {
  const resources = candidates(evaluated, region);
  return resources.every(isKnown) ? resources.flatMap(problemOf) : undefined;
}

/** Loads the schemas, so that who asks next doesn't wait for that. */
export async function loadSchemas(): Promise<void> {
  await validator.ask(JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }), 'us-east-1');
}

function candidates({ resources }: Evaluated, region: string): Candidate[] {
  return Object.entries(resources).map(([id, { type, properties }]) => {
    const judged = withPlainTags(properties);
    return { id, type, properties: judged, key: digest(region, type, judged) };
  });
}

/** Whether a resource has been judged; its verdict is then the last to be forgotten. */
function isKnown({ key }: Candidate): boolean {
  const violations = verdicts.get(key);
  if (!violations) return false;
  verdicts.delete(key);
  verdicts.set(key, violations);
  return true;
}

function problemOf({ id, type, key }: Candidate): SchemaProblem[] {
  const violations = verdicts.get(key) ?? [];
  return violations.length === 0 ? [] : [{ logicalId: id, type, message: reason(id, violations) }];
}

interface Candidate {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly key: string;
}

/** Values of tags that every type takes. */
const PLAIN_TAG = /^[A-Za-z0-9 _.:/=+@-]{1,128}$/;

/**
 * The same properties with the values of tags made alike where they are beyond doubt: tags hold the environment's name
 * on every resource, so that otherwise nothing that was judged for one environment would serve the next.
 */
function withPlainTags(properties: JsonObject): JsonObject {
  const { Tags: tags } = properties;
  if (!Array.isArray(tags)) return properties;
  const plain = tags.map((tag) =>
    isObject(tag) && typeof tag.Value === 'string' && PLAIN_TAG.test(tag.Value) ? { ...tag, Value: 'value' } : tag,
  );
  return { ...properties, Tags: plain };
}

async function judge(candidates: readonly Candidate[], region: string): Promise<void> {
  if (candidates.length === 0) return;
  const template = {
    Resources: Object.fromEntries(
      candidates.map(({ id, type, properties }) => [id, { Type: type, Properties: properties }]),
    ),
  };
  const found = await validator.ask(JSON.stringify(template), region);
  const diagnostics = found.filter(({ severity, ruleId }) => severity === 'FATAL' || REFUSED_RULES.has(ruleId));
  for (const { id, type, properties, key } of candidates) {
    const own = diagnostics.filter(({ entity }) => entity?.logicalId === id);
    const violations = [...own.map((diagnostic) => violation(diagnostic, properties)), ...readOnly(type, properties)];
    // The validator's order changes from run to run.
    verdicts.set(key, [...new Set(violations)].sort());
  }
  for (const oldest of verdicts.keys()) {
    if (verdicts.size <= MOST_VERDICTS) break;
    verdicts.delete(oldest);
  }
}

/** Properties that only AWS sets: the schemas list them, and CloudFormation refuses them in a template. */
function readOnly(type: string, properties: JsonObject): string[] {
  const facts = resourceType(type);
  return Object.keys(properties)
    .filter((name) => facts?.attributes.has(name) && !facts.properties.has(name))
    .map((name) => `#: Encountered unsupported property ${name}`);
}

function digest(...parts: readonly Json[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

function reason(id: string, violations: readonly string[]): string {
  const count = violations.length > 1 ? [`#: ${violations.length} schema violations found`] : [];
  return [`Properties validation failed for resource ${id} with message:`, ...count, ...violations].join('\n');
}

/**
 * One violation in the words of CloudFormation's schema validator.
 *
 * @see https://github.com/everit-org/json-schema, whose messages CloudFormation shows
 */
function violation({ ruleId, message, propertyPath }: StandardDiagnostic, properties: Json): string {
  const path = (propertyPath ?? 'Properties').split('.').slice(1);
  const value = path.reduce<Json | undefined>((part, name) => child(part, name), properties);
  const at = (names: readonly string[]) => ['#', ...names].join('/');
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  switch (ruleId) {
    case 'F3002':
      return `${at(path.slice(0, -1))}: extraneous key [${path.at(-1)}] is not permitted`;
    case 'F3003':
      return `${at(path)}: required key [${quoted}] not found`;
    case 'F3012':
      return `${at(path)}: expected type: ${expectedType(message)}, found: ${typeName(value)}`;
    case 'F3031':
      return `${at(path)}: string [${asText(value)}] does not match pattern ${/does not match pattern '(.*)'$/s.exec(message)?.[1] ?? ''}`;
    case 'F3034': {
      const [, side, bound] = /is (less|greater) than the (?:\w+ )*?(?:minimum|maximum) of (\S+)/.exec(message) ?? [];
      if (bound === undefined) return `${at(path)}: ${message}`;
      return `${at(path)}: ${asText(value)} is not ${side === 'less' ? 'greater' : 'less'} or equal to ${bound}`;
    }
    case 'W3030':
    case 'E3030':
      return `${at(path)}: ${asText(value)} is not a valid enum value`;
    default:
      return `${at(path)}: ${message}`;
  }
}

function child(value: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(name)];
  return isObject(value) ? value[name] : undefined;
}

function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function expectedType(message: string): string {
  const wanted = /is not of type (.*)$/s.exec(message)?.[1] ?? '';
  return [...wanted.matchAll(/'(\w+)'/g)].map(([, name = '']) => TYPE_NAMES[name] ?? name).join(' or ');
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: 'JSONArray',
  boolean: 'Boolean',
  integer: 'Integer',
  number: 'Number',
  object: 'JSONObject',
  string: 'String',
};

function typeName(value: Json | undefined): string {
  if (Array.isArray(value)) return 'JSONArray';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Double';
  return TYPE_NAMES[typeof value] ?? 'null';
}
