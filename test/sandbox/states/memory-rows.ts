import { isDeepStrictEqual } from 'node:util';
import type { ListOptions, Row, Rows } from '../../../sandbox/store/rows';
import type { KeyPart, Table } from '../../../sandbox/store/table';

/** Rows in memory: numbers sort before strings, as in the store. */
export class MemoryRows implements Rows {
  private rows: Row<unknown>[] = [];

  get<V>(table: Table<V>, key: readonly KeyPart[]): V | undefined {
    const row = this.rows.find((each) => isDeepStrictEqual(each.key, [table.name, ...key]));
    return structuredClone(row?.value) as V | undefined;
  }

  put<V>(table: Table<V>, key: readonly KeyPart[], value: V): void {
    this.remove(table, key);
    this.rows.push({ key: [table.name, ...key], value: structuredClone(value) });
    this.rows.sort((left, right) => order(left.key, right.key));
  }

  remove<V>(table: Table<V>, key: readonly KeyPart[]): boolean {
    const before = this.rows.length;
    this.rows = this.rows.filter((each) => !isDeepStrictEqual(each.key, [table.name, ...key]));
    return this.rows.length < before;
  }

  list<V>(table: Table<V>, prefix: readonly KeyPart[] = [], { reverse, limit }: ListOptions = {}): Row<V>[] {
    const start = [table.name, ...prefix];
    const found = this.rows.filter(({ key }) => isDeepStrictEqual(key.slice(0, start.length), start));
    const rows = found.map(({ key, value }) => ({ key: key.slice(1), value: structuredClone(value) as V }));
    return (reverse ? rows.reverse() : rows).slice(0, limit);
  }
}

function order(left: readonly KeyPart[], right: readonly KeyPart[]): number {
  const at = left.findIndex((part, index) => part !== right[index]);
  const [a, b] = [left[at] ?? '', right[at] ?? ''];
  if (at < 0) return left.length - right.length;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return typeof a === 'number' ? -1 : typeof b === 'number' ? 1 : a < b ? -1 : 1;
}
