import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../../kernel/aws-error';

/**
 * AWS JSON: an input as its schema describes it. Unknown members are dropped and nulls are absent, as AWS does it; a
 * member of the wrong type is refused.
 */
export function readJson(schema: NormalizedSchema | undefined, body: Buffer): Record<string, unknown> {
  const value = isRecord(parse(body));
  if (!value) throw new AwsError('SerializationException', 'Start of structure or map found where not expected.');
  return schema ? readStructure(schema, value) : {};
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'Unable to parse the request body as JSON.');
  }
}

function readStructure(schema: NormalizedSchema, value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given !== undefined && given !== null) members[name] = read(member, given);
  }
  return members;
}

function read(schema: NormalizedSchema, value: unknown): unknown {
  if (schema.isStructSchema()) return readStructure(schema, expect(isRecord(value), value, 'structure'));
  if (schema.isListSchema()) {
    const items: unknown[] = expect(Array.isArray(value) && value, value, 'list');
    return items.filter((item) => item !== null).map((item) => read(schema.getValueSchema(), item));
  }
  if (schema.isMapSchema()) {
    const entries = Object.entries(expect(isRecord(value), value, 'map'));
    return Object.fromEntries(entries.map(([key, item]) => [key, read(schema.getValueSchema(), item)]));
  }
  if (schema.isBooleanSchema()) return expect(typeof value === 'boolean' && { value }, value, 'Boolean').value;
  if (schema.isNumericSchema()) return expect(typeof value === 'number' && { value }, value, 'Number').value;
  if (schema.isTimestampSchema()) {
    return expect(typeof value === 'number' && new Date(value * 1000), value, 'Timestamp');
  }
  if (schema.isBlobSchema()) return Buffer.from(expect(typeof value === 'string' && value, value, 'Blob'), 'base64');
  if (schema.isStringSchema()) return expect(typeof value === 'string' && { value }, value, 'String').value;
  return value;
}

function expect<T>(accepted: T | false, value: unknown, type: string): T {
  if (accepted !== false) return accepted;
  const found = Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
  throw new AwsError('SerializationException', `${found} can not be converted to a ${type}`);
}

function isRecord(value: unknown): Readonly<Record<string, unknown>> | false {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && (value as Record<string, unknown>);
}

/** AWS JSON: an output, by its schema; what the schema doesn't know is left out, dates become seconds. */
export function writeJson(schema: NormalizedSchema | undefined, output: unknown): string {
  return JSON.stringify(schema ? write(schema, output ?? {}) : {});
}

function write(schema: NormalizedSchema, value: unknown): unknown {
  if (schema.isStructSchema()) {
    const members: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const given = (value as Readonly<Record<string, unknown>>)[name];
      if (given !== undefined) members[name] = write(member, given);
    }
    return members;
  }
  if (schema.isListSchema()) return (value as unknown[]).map((item) => write(schema.getValueSchema(), item));
  if (schema.isMapSchema()) {
    const entries = Object.entries(value as Record<string, unknown>);
    return Object.fromEntries(entries.map(([key, item]) => [key, write(schema.getValueSchema(), item)]));
  }
  if (value instanceof Date) return value.getTime() / 1000;
  if (schema.isBlobSchema()) return Buffer.from(value as Buffer).toString('base64');
  return value;
}
