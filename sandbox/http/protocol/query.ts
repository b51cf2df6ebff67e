import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../../kernel/aws-error';
import { element, textElement } from './xml';

/** The fields of a query request as a tree: `Parameters.member.1.ParameterKey` is three levels down. */
interface Field {
  value?: string;
  readonly children: Map<string, Field>;
}

/** Deeper names than any input has are refused before they are built. */
const MAX_DEPTH = 32;

/**
 * AWS Query: an input as its schema describes it, from a form's fields. Lists are read as `Name.member.N` (or `Name.N`
 * where the model flattens them), maps as `Name.entry.N.key`. What the schema doesn't know is dropped.
 */
export function readQuery(schema: NormalizedSchema | undefined, fields: URLSearchParams): Record<string, unknown> {
  return schema ? readStructure(schema, tree(fields)) : {};
}

function tree(fields: URLSearchParams): Field {
  const root: Field = { children: new Map() };
  for (const [name, value] of fields) {
    const parts = name.split('.');
    if (parts.length > MAX_DEPTH)
      throw new AwsError('MalformedQueryString', `The parameter name ${name.slice(0, 60)}… is too deep`);
    let field = root;
    for (const part of parts) {
      const child = field.children.get(part) ?? { children: new Map() };
      field.children.set(part, child);
      field = child;
    }
    field.value = value;
  }
  return root;
}

function readStructure(schema: NormalizedSchema, field: Field): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const child = field.children.get(wireName(member, name));
    if (child) members[name] = read(member, child);
  }
  return members;
}

function read(schema: NormalizedSchema, field: Field): unknown {
  if (schema.isStructSchema()) return readStructure(schema, field);
  if (schema.isListSchema()) {
    const holder = isFlat(schema) ? field : field.children.get(wireName(schema.getValueSchema(), 'member'));
    return numbered(holder).map((item) => read(schema.getValueSchema(), item));
  }
  if (schema.isMapSchema()) {
    const holder = isFlat(schema) ? field : field.children.get('entry');
    return Object.fromEntries(
      numbered(holder).map((entry) => {
        const value = entry.children.get('value') ?? { children: new Map() };
        return [entry.children.get('key')?.value ?? '', read(schema.getValueSchema(), value)];
      }),
    );
  }
  return readText(schema, field.value ?? '');
}

function readText(schema: NormalizedSchema, text: string): unknown {
  if (schema.isBooleanSchema()) {
    if (text.toLowerCase() === 'true') return true;
    if (text.toLowerCase() === 'false') return false;
    throw new AwsError('MalformedInput', `Invalid boolean value: ${text}`);
  }
  if (schema.isNumericSchema()) {
    const number = Number(text);
    if (text.trim() === '' || !Number.isFinite(number)) throw new AwsError('MalformedInput', `Invalid number: ${text}`);
    return number;
  }
  if (schema.isTimestampSchema()) {
    const date = new Date(text);
    if (Number.isNaN(date.getTime())) throw new AwsError('MalformedInput', `Invalid timestamp: ${text}`);
    return date;
  }
  if (schema.isBlobSchema()) return Buffer.from(text, 'base64');
  return text;
}

/** The children named 1, 2, 3, … in that order. */
function numbered(holder: Field | undefined): Field[] {
  if (!holder) return [];
  return [...holder.children]
    .filter(([name]) => /^[1-9]\d*$/.test(name))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, field]) => field);
}

/** AWS Query: the body of an answer. */
export function writeQuery(
  operation: string,
  version: NamespaceAndId,
  schema: NormalizedSchema | undefined,
  output: unknown,
): string {
  const result = schema ? element(`${operation}Result`, writeMembers(schema, output ?? {})) : '';
  const metadata = element('ResponseMetadata', textElement('RequestId', version.requestId));
  return element(`${operation}Response`, result + metadata, version.namespace);
}

/** Namespace and request id, which every query answer carries. */
export interface NamespaceAndId {
  readonly namespace: string;
  readonly requestId: string;
}

function writeMembers(schema: NormalizedSchema, value: unknown): string {
  let xml = '';
  for (const [name, member] of schema.structIterator()) {
    const given = (value as Readonly<Record<string, unknown>>)[name];
    if (given !== undefined && given !== null) xml += write(member, wireName(member, name), given);
  }
  return xml;
}

function write(schema: NormalizedSchema, name: string, value: unknown): string {
  if (schema.isStructSchema()) return element(name, writeMembers(schema, value));
  if (schema.isListSchema()) {
    const itemName = isFlat(schema) ? name : wireName(schema.getValueSchema(), 'member');
    const items = (value as unknown[]).map((item) => write(schema.getValueSchema(), itemName, item)).join('');
    return isFlat(schema) ? items : element(name, items);
  }
  if (schema.isMapSchema()) {
    const entries = Object.entries(value as Record<string, unknown>)
      .map(([key, item]) => element('entry', textElement('key', key) + write(schema.getValueSchema(), 'value', item)))
      .join('');
    return element(name, entries);
  }
  if (value instanceof Date) return textElement(name, value.toISOString());
  if (schema.isBlobSchema()) return textElement(name, Buffer.from(value as Buffer).toString('base64'));
  return textElement(name, value as string | number | boolean);
}

function wireName(schema: NormalizedSchema, fallback: string): string {
  return (schema.getMergedTraits() as { xmlName?: string }).xmlName ?? fallback;
}

function isFlat(schema: NormalizedSchema): boolean {
  return (schema.getMergedTraits() as { xmlFlattened?: unknown }).xmlFlattened !== undefined;
}
