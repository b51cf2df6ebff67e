import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Page, page, tablePage } from '../../../sandbox/services/service-catalog/paging';
import { defineTable, Store } from '../../../sandbox/store/store';

/** All items, page after page. */
function collect<T>(next: (PageToken: string | undefined) => Page<T>): T[][] {
  const pages: T[][] = [];
  let token: string | undefined;
  do {
    const answer = next(token);
    pages.push(answer.items);
    token = answer.next;
  } while (token !== undefined);
  return pages;
}

const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme-ascii' }), { maxLength: 60 });
const order = fc.constantFrom('ascending' as const, 'descending' as const);

test('pages of a list together are the sorted list, each but the last of the size asked for', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 20 }), order, (items, PageSize, direction) => {
      const pages = collect((PageToken) => page(items, { PageSize, PageToken }, (item) => item, direction));
      const sorted = [...items].sort();
      expect(pages.flat()).toEqual(direction === 'ascending' ? sorted : sorted.reverse());
      expect(pages.slice(0, -1).every(({ length }) => length === PageSize)).toBe(true);
    }),
  );
});

test('what is removed between two pages hides nothing else', () => {
  fc.assert(
    fc.property(keys, fc.nat(), (items, pick) => {
      const first = page(items, { PageSize: 5 }, (item) => item);
      const removed = first.items[pick % Math.max(1, first.items.length)];
      const left = items.filter((item) => item !== removed);
      if (first.next === undefined) return;
      const rest = collect((PageToken) => page(left, { PageSize: 5, PageToken: PageToken ?? first.next }, (it) => it));
      expect([...first.items, ...rest.flat()]).toEqual([...items].sort());
    }),
  );
});

test('pages of a table together are its accepted rows, in both directions', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'paging-'));
  const db = await Store.open(folder);
  const table = defineTable<number>('test/rows');
  await db.transact(() => {
    for (let number = 0; number < 47; number += 1) db.put(table, ['a', number], number);
    db.put(table, ['b', 0], 1000);
  });
  const accepts = ({ value }: { value: number }) => value % 3 === 0;
  const all = [...Array(47).keys()].filter((value) => value % 3 === 0);
  for (const PageSize of [1, 2, 5, 16, 50]) {
    for (const reverse of [false, true]) {
      const pages = collect((PageToken) => tablePage(db, table, ['a'], { PageSize, PageToken }, { reverse, accepts }));
      const expected = reverse ? [...all].reverse() : all;
      expect(pages.flat().map(({ value }) => value)).toEqual(expected);
    }
  }
  await db.close();
  rmSync(folder, { recursive: true });
});

test.each(['', 'nonsense', Buffer.from('[]').toString('base64url'), Buffer.from('[{}]').toString('base64url')])(
  'refuses the token %j',
  (PageToken) => {
    expect(() => page(['a'], { PageToken }, (item) => item)).toThrow('Invalid page token.');
  },
);
