import { type Key, open, type RootDatabase } from 'lmdb';
import { Encoder } from 'msgpackr';
import type { Migration } from './form';
import { endedOwner, type Heartbeat, heartbeatOf } from './owner-file';
import { claim } from './ownership';
import type { ListOptions, Row, Rows } from './rows';
import { hasRoom, noRoom, stateFile } from './state-file';
import { StoreFailure } from './store-failure';
import type { KeyPart, Table } from './table';

export type { Row } from './rows';
export { defineTable, type KeyPart, type Table } from './table';

/** Value that stood at a key before a change; undefined where nothing did. */
interface Replaced {
  readonly key: Key;
  readonly value: unknown;
}

/** Bytes that a key may have in LMDB, less what its encoding may add. */
const LONGEST_KEY = 1900;

/**
 * Addresses that the file is mapped to, in bytes; room is taken as rows are written. Each time that a file outgrows its map, lmdb
 * makes another and keeps the one before, so that what both show counts twice as this process's memory.
 */
const MAP_SIZE = 4 * 1024 ** 3;

/** Whether a row can have that key. A longer one names nothing: that is an answer, not a defect. */
function fits(table: string, key: readonly KeyPart[]): boolean {
  const size = key.reduce<number>((sum, part) => sum + 1 + (typeof part === 'string' ? Buffer.byteLength(part) : 9), 0);
  return table.length + size <= LONGEST_KEY;
}

/** Sorts after every string and number that a key may hold. */
const LAST = '\u{10FFFF}';

/**
 * The sandbox's state: typed tables in an embedded, memory-mapped, transactional store (LMDB).
 *
 * Values are plain data (objects, arrays, strings, numbers, booleans, dates, buffers) and are copied on the way in and
 * out: change a value, then `put` it. Reads are synchronous. Writes happen only inside `transact`.
 */
export class Store implements Rows {
  private readonly root: RootDatabase<unknown, Key>;
  private release = () => {};
  private heartbeat: Heartbeat | undefined;
  private failed: StoreFailure | undefined;
  /** Resolves, with the reason, once the store can't be written to any more: nothing is kept from then on. */
  readonly failure: Promise<StoreFailure>;
  private fail: (error: StoreFailure) => void = () => {};
  /** Of each attempt under way, the innermost last: what its changes replaced, in their order. */
  private readonly attempts: Replaced[][] = [];

  /**
   * Opens the store in `folder`, which is created where it doesn't exist, for this process alone, and brings what an
   * earlier release left there to this one's form.
   *
   * @throws CatalogError `bad-state-folder`, `state-full`, `corrupt-state`, `foreign-state`, `state-in-use`.
   */
  static async open(folder: string, migrations: readonly Migration[] = []): Promise<Store> {
    const path = stateFile(folder);
    const dead = await endedOwner(folder);
    const store = new Store(folder, path);
    try {
      const { owner, release } = await store.transact(() => claim(store, folder, migrations, dead));
      store.release = release;
      store.heartbeat = heartbeatOf(folder, owner);
      return store;
    } catch (error) {
      await store.root.close();
      throw error;
    }
  }

  private constructor(
    private readonly folder: string,
    path: string,
  ) {
    this.failure = new Promise((resolve) => {
      this.fail = resolve;
    });
    // lmdb is shared by all contexts of a process (jest has one a test file), and its own encoder knows only the dates of
    // the first; the one given here is of this context.
    const encoder = { Encoder };
    this.root = open<unknown, Key>({ path, encoding: 'msgpack', encoder, maxDbs: 1, mapSize: MAP_SIZE });
  }

  /**
   * Runs `change` as one transaction: all of it is kept, or, when it throws, none of it. Resolves once it is committed,
   * which a kill of the process can't undo. Transactions run one after another, in the order of the calls.
   *
   * @throws CatalogError `state-full`, `state-unwritable`, of this one and all that come after it.
   */
  async transact<R>(change: () => R): Promise<R> {
    if (this.failed) throw this.failed;
    if (!hasRoom(this.folder)) throw this.failedBy(noRoom(this.folder));
    let result: { readonly value: R } | undefined;
    try {
      await this.root.childTransaction(() => {
        result = { value: change() };
      });
    } catch (error) {
      if (!isCommitError(error)) throw error;
      const why = await error.commitError.catch((reason: Error) => reason.message);
      throw this.failedBy(
        new StoreFailure(
          'state-unwritable',
          `State folder ${this.folder} can't be written to any more (${why}). All that was answered is kept.`,
        ),
      );
    }
    if (!result) throw new Error('the store ended a transaction without running it');
    return result.value;
  }

  private failedBy(error: StoreFailure): StoreFailure {
    this.failed = error;
    this.fail(error);
    return error;
  }

  /**
   * Runs `change` as part of the transaction under way: when it throws, what it wrote is undone and the transaction
   * goes on with whoever catches the error.
   */
  attempt<R>(change: () => R): R {
    const replaced: Replaced[] = [];
    this.attempts.push(replaced);
    try {
      const result = change();
      this.attempts.pop();
      this.attempts.at(-1)?.push(...replaced);
      return result;
    } catch (error) {
      this.attempts.pop();
      for (const { key, value } of replaced.reverse()) {
        if (value === undefined) this.root.removeSync(key);
        else this.root.putSync(key, value);
      }
      throw error;
    }
  }

  /** The value at `key`, or undefined. */
  get<V>(table: Table<V>, key: readonly KeyPart[]): V | undefined {
    return fits(table.name, key) ? (this.root.get([table.name, ...key]) as V | undefined) : undefined;
  }

  /** Writes the value at `key`. Only inside `transact`. */
  put<V>(table: Table<V>, key: readonly KeyPart[], value: V): void {
    this.remember([table.name, ...key]);
    this.root.putSync([table.name, ...key], value);
  }

  /** Removes the row at `key`; says whether there was one. Only inside `transact`. */
  remove<V>(table: Table<V>, key: readonly KeyPart[]): boolean {
    if (!fits(table.name, key)) return false;
    this.remember([table.name, ...key]);
    return this.root.removeSync([table.name, ...key]);
  }

  private remember(key: Key): void {
    this.attempts.at(-1)?.push({ key, value: this.root.get(key) });
  }

  /** The rows whose keys begin with `prefix`, in the order of their keys. */
  list<V>(table: Table<V>, prefix: readonly KeyPart[] = [], options: ListOptions = {}): Row<V>[] {
    const { after: afterKey = [], from: fromKey = [] } = options;
    if (![prefix, afterKey, fromKey].every((key) => fits(table.name, key))) return [];
    const first: Key = [table.name, ...prefix];
    const last: Key = [table.name, ...prefix, LAST];
    const after: Key | undefined = options.after && [table.name, ...options.after];
    const from: Key | undefined = options.from && [table.name, ...options.from];
    const start = after ?? from;
    const exclusiveStart = after !== undefined;
    const range = options.reverse
      ? { start: start ?? last, end: first, reverse: true, exclusiveStart }
      : { start: start ?? first, end: last, exclusiveStart };
    const entries = [...this.root.getRange({ ...range, limit: options.limit })];
    return entries.map(({ key, value }) => ({ key: (key as KeyPart[]).slice(1), value: value as V }));
  }

  /** Number of rows that begin with `prefix`. */
  count<V>(table: Table<V>, prefix: readonly KeyPart[] = []): number {
    if (!fits(table.name, prefix)) return 0;
    return this.root.getKeysCount({ start: [table.name, ...prefix], end: [table.name, ...prefix, LAST] });
  }

  /** Whether there is no row at all. */
  isEmpty(): boolean {
    return this.root.getKeysCount({ limit: 1 }) === 0;
  }

  /** Waits for what is under way, gives the folder up and closes. */
  async close(): Promise<void> {
    this.heartbeat?.stop();
    // Whoever comes next takes over what a store that can't be written to couldn't give up.
    if (!this.failed) await this.transact(this.release);
    await this.root.committed;
    await this.root.close();
  }
}

/** An error of lmdb for a transaction that the system didn't let it write. */
interface CommitError extends Error {
  /** Rejects with the system's reason. */
  readonly commitError: Promise<string>;
}

function isCommitError(error: unknown): error is CommitError {
  return error instanceof Error && 'commitError' in error && error.commitError instanceof Promise;
}
