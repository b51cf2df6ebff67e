import type { KeyPart, Table } from './table';

/** One row of a table, its key without the table's name. */
export interface Row<V> {
  readonly key: readonly KeyPart[];
  readonly value: V;
}

/** Range of a listing: rows from `from` on, or strictly after `after` (before it when `reverse`), `limit` at the most. */
export interface ListOptions {
  readonly from?: readonly KeyPart[];
  readonly after?: readonly KeyPart[];
  readonly limit?: number;
  readonly reverse?: boolean;
}

/** Rows of the store, for code that runs inside a transaction. */
export interface Rows {
  /** The value at `key`, or undefined. */
  get<V>(table: Table<V>, key: readonly KeyPart[]): V | undefined;
  /** Writes the value at `key`. Only inside a transaction. */
  put<V>(table: Table<V>, key: readonly KeyPart[], value: V): void;
  /** Removes the row at `key`; says whether there was one. Only inside a transaction. */
  remove<V>(table: Table<V>, key: readonly KeyPart[]): boolean;
  /** The rows whose keys begin with `prefix`, in the order of their keys. */
  list<V>(table: Table<V>, prefix?: readonly KeyPart[], options?: ListOptions): Row<V>[];
}
