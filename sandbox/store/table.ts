/** Part of a row's key. Keys order by their first part, then the second, and so on; numbers come before strings. */
export type KeyPart = string | number;

/** A kind of row: a name and the type of its values. Declared once, by the service that owns it. */
export interface Table<V> {
  readonly name: string;
  /** Never set: carries the type of the values. */
  readonly value?: V;
}

/** Declares a table. The name must be unique in the sandbox: `<service>/<rows>`. */
export function defineTable<V>(name: string): Table<V> {
  return { name };
}
