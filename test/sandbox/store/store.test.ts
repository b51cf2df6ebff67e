import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { defineTable, Store } from '../../../sandbox/store/store';

const rows = defineTable<unknown>('test/rows');
const others = defineTable<number>('test/rows2');

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  store = await Store.open(folder);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a transaction that throws leaves nothing behind, and those around it stay', async () => {
  await store.transact(() => store.put(rows, ['before'], 1));
  const failing = store.transact(() => {
    store.put(rows, ['during'], 1);
    store.remove(rows, ['before']);
    throw new Error('refused');
  });
  const after = store.transact(() => store.put(rows, ['after'], 1));
  await expect(failing).rejects.toThrow('refused');
  await after;
  expect(store.list(rows).map(({ key }) => key[0])).toEqual(['after', 'before']);
});

test('an attempt that throws is undone, and the transaction around it goes on', async () => {
  await store.transact(() => {
    store.put(rows, ['changed'], 'old');
    store.put(rows, ['removed'], 'old');
  });
  await store.transact(() => {
    store.put(rows, ['outside'], 1);
    const refused = () =>
      store.attempt(() => {
        store.put(rows, ['changed'], 'new');
        store.put(rows, ['changed'], 'newer');
        store.remove(rows, ['removed']);
        store.attempt(() => store.put(rows, ['added'], 1));
        throw new Error('refused');
      });
    expect(refused).toThrow('refused');
    store.attempt(() => store.put(rows, ['kept'], 1));
  });
  const found = Object.fromEntries(store.list(rows).map(({ key, value }) => [key[0], value]));
  expect(found).toEqual({ changed: 'old', kept: 1, outside: 1, removed: 'old' });
});

test('values come back as they were put, dates and buffers included, also after it is opened again', async () => {
  const value = {
    text: 'ä\u0000',
    list: [1, null, true],
    when: new Date(1234),
    bytes: Buffer.from([0, 255]),
    deep: { a: {} },
  };
  await store.transact(() => store.put(rows, ['a', 1], value));
  await store.close();
  store = await Store.open(folder);
  expect(store.get(rows, ['a', 1])).toEqual(value);
});

test('a value that was taken out and changed is not changed in the store', async () => {
  await store.transact(() => store.put(rows, ['a'], { list: [1] }));
  const taken = store.get(rows, ['a']) as { list: number[] };
  taken.list.push(2);
  expect(store.get(rows, ['a'])).toEqual({ list: [1] });
});

test('the rows of one prefix are listed in order, and no others', async () => {
  const part = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 5 }), fc.integer());
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(fc.constantFrom('p', 'p2', 'q'), part), { selector: String }),
      async (keys) => {
        await store.transact(() => {
          for (const { key } of store.list(rows)) store.remove(rows, key);
          for (const key of keys) store.put(rows, key, key);
          store.put(others, ['p', 'x'], 1);
        });
        const expected = keys.filter(([first]) => first === 'p');
        const found = store.list(rows, ['p']).map(({ value }) => value);
        expect(found).toHaveLength(expected.length);
        expect(new Set(found.map(String))).toEqual(new Set(expected.map(String)));
        expect(store.count(rows, ['p'])).toBe(expected.length);
        expect(store.list(rows, ['p'], { reverse: true }).map(({ value }) => value)).toEqual([...found].reverse());
      },
    ),
    { numRuns: 50, seed: 1 },
  );
});

test('a listing goes on after a row, from a row, and stops at its limit', async () => {
  await store.transact(() => {
    for (const name of ['a', 'b', 'c', 'd']) store.put(rows, ['p', name], name);
  });
  const names = (options: object) => store.list(rows, ['p'], options).map(({ value }) => value);
  expect(names({ after: ['p', 'b'] })).toEqual(['c', 'd']);
  expect(names({ from: ['p', 'b'], limit: 2 })).toEqual(['b', 'c']);
  expect(names({ after: ['p', 'c'], reverse: true })).toEqual(['b', 'a']);
});

test('a key that is longer than any row can have names nothing', () => {
  const long = 'ä'.repeat(1_500);
  expect(store.get(rows, [long])).toBeUndefined();
  expect(store.list(rows, [long])).toEqual([]);
  expect(store.list(rows, [], { after: [long] })).toEqual([]);
  expect(store.count(rows, [long])).toBe(0);
});
