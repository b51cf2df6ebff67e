import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { AwsError } from '../../../sandbox/kernel/aws-error';
import { type Page, type PageRequest, pageOf, pageOfRows, writeToken } from '../../../sandbox/kernel/page';
import { defineTable, Store } from '../../../sandbox/store/store';

const itself = (item: string) => item;

function request(token: string | undefined, size = 5, reverse = false): PageRequest {
  const badToken = () => new AwsError('ValidationError', 'Invalid token provided');
  return { token, size, reverse, of: 'letters', badToken };
}

/** All items, page after page. */
function collect<T>(next: (token: string | undefined) => Page<T>): T[][] {
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

test('pages of a list together are the sorted list, each but the last of the size asked for', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 20 }), fc.boolean(), (items, size, reverse) => {
      const pages = collect((token) => pageOf(items, itself, request(token, size, reverse)));
      const sorted = [...items].sort();
      expect(pages.flat()).toEqual(reverse ? sorted.reverse() : sorted);
      expect(pages.slice(0, -1).every(({ length }) => length === size)).toBe(true);
    }),
  );
});

test('numbers are in the order of numbers, beyond ten too', () => {
  const places = [...Array(25).keys()];
  expect(collect((token) => pageOf([...places].reverse(), (place) => place, request(token))).flat()).toEqual(places);
});

test('what is removed between two pages hides nothing else', () => {
  fc.assert(
    fc.property(keys, fc.nat(), fc.boolean(), (items, pick, reverse) => {
      const first = pageOf(items, itself, request(undefined, 5, reverse));
      const removed = first.items[pick % Math.max(1, first.items.length)];
      const left = items.filter((item) => item !== removed);
      if (first.next === undefined) return;
      const rest = collect((token) => pageOf(left, itself, request(token ?? first.next, 5, reverse)));
      const sorted = [...items].sort();
      expect([...first.items, ...rest.flat()]).toEqual(reverse ? sorted.reverse() : sorted);
    }),
  );
});

test('what is added between two pages repeats nothing', () => {
  fc.assert(
    fc.property(keys, keys, (items, added) => {
      const first = pageOf(items, itself, request(undefined));
      if (first.next === undefined) return;
      const more = [...new Set([...items, ...added])];
      const rest = collect((token) => pageOf(more, itself, request(token ?? first.next)));
      const all = [...first.items, ...rest.flat()];
      expect(new Set(all).size).toBe(all.length);
      expect(all).toEqual(expect.arrayContaining(items));
    }),
  );
});

describe('pages of a table', () => {
  const table = defineTable<number>('test/rows');
  let folder: string;
  let db: Store;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'paging-'));
    db = await Store.open(folder);
    await db.transact(() => {
      for (let number = 0; number < 47; number += 1) db.put(table, ['a', number], number);
      db.put(table, ['b', 0], 1000);
    });
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });

  test('pages of a table together are its accepted rows, in both directions', () => {
    const accepts = ({ value }: { value: number }) => value % 3 === 0;
    const all = [...Array(47).keys()].filter((value) => value % 3 === 0);
    for (const size of [1, 2, 5, 16, 50]) {
      for (const reverse of [false, true]) {
        const pages = collect((token) => pageOfRows(db, table, ['a'], request(token, size, reverse), accepts));
        const expected = reverse ? [...all].reverse() : all;
        expect(pages.flat().map(({ value }) => value)).toEqual(expected);
      }
    }
  });

  test('a token leads to no rows of another prefix', () => {
    const { next } = pageOfRows(db, table, ['a'], request(undefined, 46));
    expect(pageOfRows(db, table, ['b'], request(next)).items).toEqual([]);
  });
});

test.each([
  '',
  'nonsense',
  Buffer.from('[]').toString('base64url'),
  Buffer.from('["letters"]').toString('base64url'),
  Buffer.from('["letters",{}]').toString('base64url'),
  `${writeToken(['a'], 'letters')}=`,
  writeToken(['a'], 'other letters'),
])('refuses the token %j', (token) => {
  expect(() => pageOf(['a'], itself, request(token))).toThrow('Invalid token provided');
});
