import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Key, open, type RootDatabase } from 'lmdb';

/** Part of a row's key. Keys order by their first part, then the second, and so on; numbers come before strings. */
export type KeyPart = string | number;

/** A kind of row: a name and the type of its values. Declared once, by the service that owns it. */
export interface Table<V> {
  readonly name: string;
  /** Never set: carries the type of the values. */
  readonly value?: V;
}

/** One row of a table, its key without the table's name. */
export interface Row<V> {
  readonly key: readonly KeyPart[];
  readonly value: V;
}

/** What a listing takes: rows strictly after `after` (before it when `reverse`), `limit` at the most. */
export interface ListOptions {
  readonly after?: readonly KeyPart[];
  readonly limit?: number;
  readonly reverse?: boolean;
}

/** Declares a table. The name must be unique in the sandbox: `<service>/<rows>`. */
export function defineTable<V>(name: string): Table<V> {
  return { name };
}

/** Sorts after every string and number that a key may hold. */
const LAST = '\u{10FFFF}';

/**
 * The sandbox's state: typed tables in an embedded, memory-mapped, transactional store (LMDB).
 *
 * Values are plain data (objects, arrays, strings, numbers, booleans, dates, buffers) and are copied on the way in and
 * out: change a value, then `put` it. Reads are synchronous. Writes happen only inside `transact`.
 */
export class Store {
  private readonly root: RootDatabase<unknown, Key>;

  /** Opens the store in `folder`, which is created where it doesn't exist. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.root = open<unknown, Key>({ path: join(folder, 'state.mdb'), encoding: 'msgpack', maxDbs: 1 });
  }

  /**
   * Runs `change` as one transaction: all of it is kept, or, when it throws, none of it. Resolves once it is committed,
   * which a kill of the process can't undo. Transactions run one after another, in the order of the calls.
   */
  async transact<R>(change: () => R): Promise<R> {
    let result: { readonly value: R } | undefined;
    await this.root.childTransaction(() => {
      result = { value: change() };
    });
    if (!result) throw new Error('the store ended a transaction without running it');
    return result.value;
  }

  /** The value at `key`, or undefined. */
  get<V>(table: Table<V>, key: readonly KeyPart[]): V | undefined {
    return this.root.get([table.name, ...key]) as V | undefined;
  }

  /** Writes the value at `key`. Only inside `transact`. */
  put<V>(table: Table<V>, key: readonly KeyPart[], value: V): void {
    this.root.putSync([table.name, ...key], value);
  }

  /** Removes the row at `key`; says whether there was one. Only inside `transact`. */
  remove<V>(table: Table<V>, key: readonly KeyPart[]): boolean {
    return this.root.removeSync([table.name, ...key]);
  }

  /** The rows whose keys begin with `prefix`, in the order of their keys. */
  list<V>(table: Table<V>, prefix: readonly KeyPart[] = [], options: ListOptions = {}): Row<V>[] {
    const first: Key = [table.name, ...prefix];
    const last: Key = [table.name, ...prefix, LAST];
    const after: Key | undefined = options.after && [table.name, ...options.after];
    const range = options.reverse
      ? { start: after ?? last, end: first, reverse: true, exclusiveStart: after !== undefined }
      : { start: after ?? first, end: last, exclusiveStart: after !== undefined };
    const entries = [...this.root.getRange({ ...range, limit: options.limit })];
    return entries.map(({ key, value }) => ({ key: (key as KeyPart[]).slice(1), value: value as V }));
  }

  /** How many rows begin with `prefix`. */
  count<V>(table: Table<V>, prefix: readonly KeyPart[] = []): number {
    return this.root.getKeysCount({ start: [table.name, ...prefix], end: [table.name, ...prefix, LAST] });
  }

  /** Waits for what is under way, and closes. */
  async close(): Promise<void> {
    await this.root.committed;
    await this.root.close();
  }
}
