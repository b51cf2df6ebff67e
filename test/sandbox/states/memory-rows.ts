import type { ListOptions, Row, Rows } from '../../../sandbox/store/rows';
import type { KeyPart, Table } from '../../../sandbox/store/table';

/** Rows in memory, in order: numbers sort before strings, as in the store. */
export class MemoryRows implements Rows {
  private readonly rows: Row<unknown>[] = [];

  get<V>(table: Table<V>, key: readonly KeyPart[]): V | undefined {
    const [index, isThere] = this.place([table.name, ...key]);
    return isThere ? (structuredClone(this.rows[index]?.value) as V | undefined) : undefined;
  }

  put<V>(table: Table<V>, key: readonly KeyPart[], value: V): void {
    const full = [table.name, ...key];
    const [index, isThere] = this.place(full);
    this.rows.splice(index, isThere ? 1 : 0, { key: full, value: structuredClone(value) });
  }

  remove<V>(table: Table<V>, key: readonly KeyPart[]): boolean {
    const [index, isThere] = this.place([table.name, ...key]);
    if (isThere) this.rows.splice(index, 1);
    return isThere;
  }

  list<V>(table: Table<V>, prefix: readonly KeyPart[] = [], { reverse, limit }: ListOptions = {}): Row<V>[] {
    const start = [table.name, ...prefix];
    const [from] = this.place(start);
    // Only the rows themselves compare below what stands behind all of them.
    const [to] = this.place(start, 1);
    const count = Math.min(limit ?? Number.POSITIVE_INFINITY, to - from);
    const found = reverse ? this.rows.slice(to - count, to).reverse() : this.rows.slice(from, from + count);
    return found.map(({ key, value }) => ({ key: key.slice(1), value: structuredClone(value) as V }));
  }

  /** Index of a key, or of the first row behind it, or, for `behind` 1, behind all that begin with it; and whether it is there. */
  private place(key: readonly KeyPart[], behind: 0 | 1 = 0): readonly [index: number, isThere: boolean] {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.rows[middle]?.key ?? [];
      const compared = order(behind === 1 ? other.slice(0, key.length) : other, key);
      if (compared < behind) low = middle + 1;
      else high = middle;
    }
    const at = this.rows[low];
    return [low, at !== undefined && order(at.key, key) === 0];
  }
}

function order(left: readonly KeyPart[], right: readonly KeyPart[]): number {
  const at = left.findIndex((part, index) => part !== right[index]);
  const [a, b] = [left[at] ?? '', right[at] ?? ''];
  if (at < 0) return Math.min(0, left.length - right.length);
  if (right[at] === undefined) return 1;
  if (typeof a === 'number' && typeof b === 'number') return Math.sign(a - b);
  return typeof a === 'number' ? -1 : typeof b === 'number' ? 1 : a < b ? -1 : 1;
}
