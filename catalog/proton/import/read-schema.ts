import type { Json, JsonObject, TemplateParameter } from '../../template';
import { matchesWhole } from '../../template/java-pattern';
import { isObject } from '../../template/json';
import type { TemplateKind } from '../bundle';
import { readYamlDocument } from '../yaml-file';
import type { Refusals } from './refusal';

/** One input of a bundle and the parameter that it becomes. */
export interface Input {
  /** As Jinja knows it. */
  readonly name: string;
  /** Name of the parameter. */
  readonly parameterName: string;
  readonly type: 'text' | 'number' | 'boolean' | 'list';
  /** Every value that it may have, as text, where the schema lists them; the empty one is not among them. */
  readonly values?: readonly string[];
  /** Neither required nor with a default: an empty parameter stands for an input that isn't given. */
  readonly optional: boolean;
  /** Whether the schema lets a given value be empty text. */
  readonly mayBeEmpty: boolean;
  readonly label: string;
  readonly parameter: TemplateParameter;
}

/** Reading of a schema: the inputs by name, and what it doesn't let the parameters say. */
export interface SchemaReading {
  readonly inputs: ReadonlyMap<string, Input>;
  /** Notes that a person should know, though nothing is translated wrongly by it. */
  readonly notes: readonly string[];
}

/** Keys of a property that say something about its values and are read here. */
const KNOWN = new Set([
  ...['type', 'title', 'description', 'default', 'enum', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'items', 'example'],
]);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_INPUTS = 200;

/** Reads the schema of a bundle. What it can't read is added to the refusals, and the other inputs are still read. */
export function readSchema(text: string, kind: TemplateKind, refusals: Refusals): SchemaReading {
  const document = readYamlDocument(text);
  if ('reason' in document) {
    refusals.add(document.line, `this isn't YAML that can be read: ${document.reason}`);
    return { inputs: new Map(), notes: [] };
  }
  const lineOf = (...path: string[]) => document.lineOf(path);
  const schema = child(document.value, 'schema');
  const typeName = schema[`${kind}_input_type`];
  const type = child(schema.types ?? null, String(typeName));
  if (typeof typeName !== 'string' || !isObject(type.properties)) {
    refusals.add(lineOf('schema'), `the schema names no ${kind}_input_type with properties`);
    return { inputs: new Map(), notes: [] };
  }
  if (Object.keys(type.properties).length > MOST_INPUTS) {
    refusals.add(
      lineOf('schema', 'types', typeName),
      `it has more than ${MOST_INPUTS} inputs; a template has no more parameters`,
    );
    return { inputs: new Map(), notes: [] };
  }
  const required = new Set(Array.isArray(type.required) ? type.required.map(String) : []);
  const notes: string[] = [];
  const inputs = Object.entries(type.properties).flatMap(([name, property]): [string, Input][] => {
    const refuse = (reason: string, key?: string): [] => {
      const path = ['schema', 'types', typeName, 'properties', name, ...(key ? [key] : [])];
      refusals.add(lineOf(...path), `input ${name}: ${reason}`);
      return [];
    };
    if (!isObject(property)) return refuse('it has no type');
    const unread = Object.keys(property).find((key) => !KNOWN.has(key));
    if (unread !== undefined) return refuse(`a parameter can't say "${unread}"`, unread);
    const read = readInput(name, property, required.has(name));
    if ('reason' in read) return refuse(read.reason, read.key);
    notes.push(...read.notes.map((note) => `Input ${name}: ${note}`));
    return [[name, read.input]];
  });
  return { inputs: new Map(inputs), notes };
}

type InputReading =
  | { readonly input: Input; readonly notes: readonly string[] }
  | { readonly reason: string; readonly key?: string };

const TYPES: Readonly<Record<string, Input['type']>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  array: 'list',
};

function readInput(name: string, property: JsonObject, required: boolean): InputReading {
  const { type: declared, default: preset, enum: values, pattern, items, title, description } = property;
  const type = TYPES[String(declared)];
  if (type === undefined)
    return { reason: `a parameter has no type ${String(declared ?? 'that is not given')}`, key: 'type' };
  const optional = preset === undefined && !required;
  if (optional && (type === 'number' || type === 'list')) {
    return { reason: `a parameter of this type can't be left out: give it a default, or list it under "required"` };
  }
  const element = type === 'list' && isObject(items) ? String(items.type ?? 'string') : 'string';
  if (type === 'list' && !['string', 'integer', 'number'].includes(element)) {
    return { reason: `a parameter has no lists of ${element}`, key: 'items' };
  }
  if (type === 'list' && isObject(items) && Object.keys(items).some((key) => !['type', 'description'].includes(key))) {
    return { reason: 'a parameter that is a list says nothing of its items but their type', key: 'items' };
  }
  if (Array.isArray(preset) && preset.length === 0)
    return { reason: 'a parameter that is a list is never empty', key: 'default' };
  const whole = pattern === undefined ? undefined : wholePattern(String(pattern));
  if (pattern !== undefined && whole === undefined) {
    return { reason: `the pattern ${String(pattern)} can't be said of the whole value`, key: 'pattern' };
  }
  const matchesNothing = whole === undefined || matchesWhole(whole, '');
  if (matchesNothing === undefined) return { reason: `${String(pattern)} is no pattern`, key: 'pattern' };
  const listed = type === 'boolean' ? ['true', 'false'] : Array.isArray(values) ? values.map(String) : undefined;
  const least = number(property.minLength);
  const mayBeEmpty = type === 'text' && (listed ? listed.includes('') : (least ?? 0) === 0 && matchesNothing);
  const parameter: TemplateParameter = defined({
    Type:
      type === 'number'
        ? 'Number'
        : type !== 'list'
          ? 'String'
          : element === 'string'
            ? 'CommaDelimitedList'
            : 'List<Number>',
    Default: optional
      ? ''
      : preset === undefined
        ? undefined
        : Array.isArray(preset)
          ? preset.join(',')
          : String(preset),
    AllowedValues: listed && optional && !listed.includes('') ? ['', ...listed] : listed,
    AllowedPattern: whole !== undefined && optional && !mayBeEmpty ? `^$|${whole}` : whole,
    MinLength: optional ? undefined : least,
    MaxLength: number(property.maxLength),
    MinValue: number(property.minimum),
    MaxValue: number(property.maximum),
    Description: printable(String(description ?? title ?? `Input ${name} of the bundle.`)),
  });
  const notes = [
    ...(declared === 'integer' && !listed
      ? ['the parameter takes fractions too; the resource that gets one refuses it.']
      : []),
    ...(type === 'list' ? ['the items of the parameter are joined by commas, so none of them can hold one.'] : []),
    ...(optional && (least ?? 0) > 1 ? [`nothing checks that it has at least ${least} characters.`] : []),
  ];
  const input: Input = {
    name,
    parameterName: pascalCase(name),
    type,
    ...(listed ? { values: listed } : {}),
    optional,
    mayBeEmpty,
    label: printable(String(title ?? words(name))),
    parameter,
  };
  return { input, notes };
}

/**
 * A pattern that the whole value matches exactly when the schema's pattern is found in it: OpenAPI finds a pattern
 * anywhere, CloudFormation wants it to match everything. Undefined for what looks ahead or behind.
 */
function wholePattern(pattern: string): string | undefined {
  if (/\(\?[^:]/.test(pattern)) return undefined;
  const isWhole = /^\^[^|^$]*\$$/.test(pattern) && !pattern.endsWith('\\$');
  return isWhole ? pattern : `[\\s\\S]*(?:${pattern})[\\s\\S]*`;
}

/** `my_sample_input` as `MySampleInput`. */
function pascalCase(name: string): string {
  const parts = name.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
  return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
}

function words(name: string): string {
  const text = name.replace(/[^A-Za-z0-9]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** CloudFormation shows other characters in descriptions as question marks. */
function printable(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[^ -~]/g, '')
    .trim()
    .slice(0, 4000);
}

function child(value: Json, key: string): JsonObject {
  const found = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isObject(found) ? found : {};
}

function number(value: Json | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function defined(
  parameter: { readonly [Key in keyof TemplateParameter]: TemplateParameter[Key] | undefined },
): TemplateParameter {
  const entries = Object.entries(parameter).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as TemplateParameter;
}
