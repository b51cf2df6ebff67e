import type { NormalizedSchema } from '@smithy/core/schema';
import backup from './constraints/backup.json';
import cloudcontrolapi from './constraints/cloudcontrolapi.json';
import cloudformation from './constraints/cloudformation.json';
import events from './constraints/events.json';
import iam from './constraints/iam.json';
import organizations from './constraints/organizations.json';
import rds from './constraints/rds.json';
import servicecatalog from './constraints/servicecatalog.json';
import servicequotas from './constraints/servicequotas.json';
import ssm from './constraints/ssm.json';
import states from './constraints/states.json';
import sts from './constraints/sts.json';
import tagging from './constraints/tagging.json';
import { requiredMembers } from './model';

/**
 * Constraint of a service's public API model on a member, beyond its type. The files in `constraints/` hold one object a
 * structure, by member, for everything an input can reach; they state the API reference's lengths, ranges, patterns and
 * values (https://docs.aws.amazon.com/servicecatalog/latest/dg/API_Operations.html and its like).
 */
interface Constraint {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly member?: Constraint;
  readonly key?: Constraint;
  readonly value?: Constraint;
}

type Constraints = Readonly<Record<string, Readonly<Record<string, Constraint>>>>;

const constraintsOf: Readonly<Record<string, Constraints>> = {
  backup,
  cloudcontrolapi,
  cloudformation,
  events,
  iam,
  organizations,
  rds,
  servicecatalog,
  servicequotas,
  ssm,
  states,
  sts,
  tagging,
};

/**
 * Problem of an input, in AWS's words; undefined where there is none.
 *
 * @example `1 validation error detected: Value null at 'productId' failed to satisfy constraint: Member must not be null`
 */
export function inputProblem(service: string, schema: NormalizedSchema, input: unknown): string | undefined {
  const problems: string[] = [];
  checkStructure(constraintsOf[service] ?? {}, schema, input, '', problems);
  if (problems.length === 0) return undefined;
  const noun = problems.length === 1 ? 'validation error' : 'validation errors';
  return `${problems.length} ${noun} detected: ${problems.join('; ')}`;
}

function checkStructure(
  all: Constraints,
  schema: NormalizedSchema,
  value: unknown,
  path: string,
  problems: string[],
): void {
  const members = value as Readonly<Record<string, unknown>>;
  const constraints = all[schema.getName() ?? ''] ?? {};
  for (const name of requiredMembers(schema)) {
    if (members[name] === undefined) problems.push(failed(undefined, join(path, name), 'Member must not be null'));
  }
  for (const [name, member] of schema.structIterator()) {
    if (members[name] !== undefined) {
      checkValue(all, member, members[name], join(path, name), constraints[name] ?? {}, problems);
    }
  }
}

function checkValue(
  all: Constraints,
  schema: NormalizedSchema,
  value: unknown,
  path: string,
  constraint: Constraint,
  problems: string[],
): void {
  if (schema.isStructSchema()) {
    checkStructure(all, schema, value, path, problems);
  } else if (schema.isListSchema()) {
    const items = value as readonly unknown[];
    checkSize(value, items.length, path, constraint, problems);
    items.forEach((item, index) => {
      checkValue(all, schema.getValueSchema(), item, `${path}.${index + 1}.member`, constraint.member ?? {}, problems);
    });
  } else if (schema.isMapSchema()) {
    for (const [key, item] of Object.entries(value as Readonly<Record<string, unknown>>)) {
      checkValue(all, schema.getValueSchema(), item, `${path}.${key}`, constraint.value ?? {}, problems);
    }
  } else if (typeof value === 'number') {
    checkRange(value, path, constraint, problems);
  } else if (typeof value === 'string') {
    checkText(value, path, constraint, problems);
  }
}

function checkText(value: string, path: string, constraint: Constraint, problems: string[]): void {
  if (constraint.enum && !constraint.enum.includes(value)) {
    const values = constraint.enum.join(', ');
    problems.push(failed(value, path, `Member must satisfy enum value set: [${values}]`));
  }
  checkSize(value, value.length, path, constraint, problems);
  if (constraint.pattern !== undefined && !wholeMatch(constraint.pattern).test(value)) {
    problems.push(failed(value, path, `Member must satisfy regular expression pattern: ${constraint.pattern}`));
  }
}

function checkSize(value: unknown, size: number, path: string, { min, max }: Constraint, problems: string[]): void {
  if (min !== undefined && size < min) {
    problems.push(failed(value, path, `Member must have length greater than or equal to ${min}`));
  }
  if (max !== undefined && size > max) {
    problems.push(failed(value, path, `Member must have length less than or equal to ${max}`));
  }
}

function checkRange(value: number, path: string, { min, max }: Constraint, problems: string[]): void {
  if (min !== undefined && value < min) {
    problems.push(failed(value, path, `Member must have value greater than or equal to ${min}`));
  }
  if (max !== undefined && value > max) {
    problems.push(failed(value, path, `Member must have value less than or equal to ${max}`));
  }
}

function failed(value: unknown, path: string, why: string): string {
  const shown = value === undefined ? 'null' : `'${Array.isArray(value) ? `[${value.join(', ')}]` : String(value)}'`;
  return `Value ${shown} at '${path}' failed to satisfy constraint: ${why}`;
}

/** AWS spells the path's members as Java does: the first letter is small. */
function join(path: string, name: string): string {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  return path ? `${path}.${member}` : member;
}

const patterns = new Map<string, RegExp>();

/** A model's pattern must match the whole value. `u` lets the models' `\p{…}` classes work; some escapes forbid it. */
function wholeMatch(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known) return known;
  const source = `^(?:${pattern})$`;
  const compiled = compiles(source, 'us') ?? compiles(source, 's') ?? /^/;
  patterns.set(pattern, compiled);
  return compiled;
}

function compiles(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
