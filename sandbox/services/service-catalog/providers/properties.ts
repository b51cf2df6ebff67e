import type { Tag } from '@aws-sdk/client-service-catalog';
import type { Json } from '../../../../catalog/template';
import type { ResourceRequest } from '../../../kernel/resource';

/** A resource's properties, or one of the objects in them. */
export type Properties = Readonly<Record<string, Json>>;

/** A text; numbers and booleans are written out, as CloudFormation does. */
export function textAt(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** A switch, written as a boolean or as its text. */
export function flagAt(properties: Properties, name: string): boolean | undefined {
  const value = textAt(properties, name);
  return value === undefined ? undefined : value === 'true';
}

/** A list of texts. */
export function textsAt(properties: Properties, name: string): string[] | undefined {
  const value = properties[name];
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** A list of objects. */
export function objectsAt(properties: Properties, name: string): Properties[] {
  const value = properties[name];
  return Array.isArray(value) ? value.map(asProperties) : [];
}

/** An object's texts by key. */
export function mapAt(properties: Properties, name: string): Record<string, string> {
  const map = asProperties(properties[name] ?? null);
  return Object.fromEntries(Object.keys(map).map((key) => [key, textAt(map, key) ?? '']));
}

/** The tags of the resource and of its stack; AWS's own keys can't be given. The resource's win. */
export function resourceTags({ properties, tags }: Pick<ResourceRequest, 'properties' | 'tags'>): Tag[] {
  const own = objectsAt(properties, 'Tags').map(
    (tag) => [textAt(tag, 'Key') ?? '', textAt(tag, 'Value') ?? ''] as const,
  );
  const all = { ...tags, ...Object.fromEntries(own) };
  return Object.entries(all)
    .filter(([key]) => !key.startsWith('aws:'))
    .map(([Key, Value]) => ({ Key, Value }));
}

function asProperties(value: Json): Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
