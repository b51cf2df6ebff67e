import type { Json } from '../../catalog/template';

/** Evaluated properties of a resource, as a provider reads them: CloudFormation coerces scalars to the type asked for. */
export type Properties = Readonly<Record<string, Json>>;

/** A text; numbers and booleans are spelled out. Undefined where it is absent or isn't a scalar. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** A number, also from its text. */
export function numberOf(value: Json | undefined): number | undefined {
  const text = textOf(value);
  return text === undefined || text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
}

/** A boolean, also from its text. */
export function booleanOf(value: Json | undefined): boolean | undefined {
  const text = textOf(value);
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** The items of a list; a single value is a list of one, as CloudFormation takes it. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The texts of a list. */
export function textsOf(value: Json | undefined): string[] {
  return itemsOf(value).flatMap((item) => textOf(item) ?? []);
}

/** An object; empty where the value is none. */
export function objectOf(value: Json | undefined): Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** `[{ Key, Value }]` as a record. */
export function tagsOf(value: Json | undefined): Record<string, string> {
  const entries = itemsOf(value).map((item) => {
    const { Key, Value } = objectOf(item);
    return [textOf(Key) ?? '', textOf(Value) ?? ''];
  });
  return Object.fromEntries(entries);
}
