import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Migration } from '../../../sandbox/store/form';
import { defineTable, Store } from '../../../sandbox/store/store';

const words = defineTable<string>('test/words');
const lengths = defineTable<number>('test/lengths');

const capitalize: Migration = (rows) => {
  for (const { key, value } of rows.list(words)) rows.put(words, key, value.toUpperCase());
};
const measure: Migration = (rows) => {
  for (const { key, value } of rows.list(words)) rows.put(lengths, key, value.length);
};

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'form-'));
  await within([], (store) => store.transact(() => store.put(words, ['a'], 'word')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function within<R>(migrations: readonly Migration[], look: (store: Store) => R): Promise<Awaited<R>> {
  const store = await Store.open(folder, migrations);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

test('a state of an earlier form goes through each change once, in their order', async () => {
  expect(await within([capitalize], (store) => store.get(words, ['a']))).toBe('WORD');
  await within([capitalize], (store) => store.transact(() => store.put(words, ['b'], 'other')));
  const both = await within([capitalize, measure], (store) => [store.list(words), store.list(lengths)]);
  expect(both.map((rows) => rows.map(({ value }) => value))).toEqual([
    ['WORD', 'other'],
    [4, 5],
  ]);
});

test('a new state has the newest form from the beginning', async () => {
  rmSync(folder, { recursive: true });
  await within([capitalize], (store) => store.transact(() => store.put(words, ['a'], 'word')));
  expect(await within([capitalize], (store) => store.get(words, ['a']))).toBe('word');
});

test('a change that fails leaves the state as it was, for the release that wrote it', async () => {
  const failing: Migration = (rows) => {
    capitalize(rows);
    throw new Error('half way');
  };
  await expect(Store.open(folder, [failing])).rejects.toThrow('half way');
  expect(await within([], (store) => store.get(words, ['a']))).toBe('word');
});

test('refuses a state of a newer form in words that say what to do, and leaves it alone', async () => {
  await within([capitalize, measure], () => undefined);
  const before = readFileSync(join(folder, 'state.mdb'));
  await expect(Store.open(folder, [capitalize])).rejects.toMatchObject({
    code: 'foreign-state',
    message:
      `State folder ${folder} was written by a newer release (format 3, this release reads 2). Nothing was changed; ` +
      'use the release that wrote it, or choose another folder with --state.',
  });
  expect(readFileSync(join(folder, 'state.mdb')).equals(before)).toBe(true);
});

test('a state in use is not changed', async () => {
  await within([], async (store) => {
    await expect(Store.open(folder, [capitalize])).rejects.toMatchObject({ code: 'state-in-use' });
    expect(store.get(words, ['a'])).toBe('word');
  });
});
