import { basename } from 'node:path';
import type { Test } from 'jest-runner';
import Order, { LONGEST } from './order';
import { isInProcess, testFiles } from './test-files';

const tests = ['a.test.ts', 'kill.test.ts', 'b.test.ts', 'doctor.test.ts'].map((name) => ({
  path: `/project/test/${name}`,
  context: { config: { id: 'order', cacheDirectory: '/nowhere', name: 'order' }, hasteFS: { getSize: () => 1 } },
})) as unknown as Test[];

/** Names of the tests in their order. */
const order = async (seed?: string) => {
  jest.replaceProperty(process, 'env', { ...process.env, SHUFFLED_BY: seed });
  const sequencer = new Order({ contexts: [], globalConfig: {} as never });
  const sorted = await sequencer.sort(tests);
  jest.restoreAllMocks();
  return sorted.map(({ path }) => basename(path));
};

it('begins with the files that take longest', async () => {
  expect((await order()).slice(0, 2)).toEqual(['doctor.test.ts', 'kill.test.ts']);
});

it('is by chance where a seed is given, and the same by the same seed', async () => {
  const orders = await Promise.all(['1', '2', '3', '4', '5'].map(order));
  expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
  expect(await order('3')).toEqual(orders[2]);
  for (const each of orders) expect([...each].sort()).toEqual(tests.map(({ path }) => basename(path)).sort());
});

it('names only files that there are', () => {
  const names = new Set(testFiles().map((path) => basename(path)));
  expect(LONGEST.filter((name) => !names.has(name))).toEqual([]);
});

it('takes a file for one that starts processes where it does, or what it imports does', () => {
  const outside = testFiles()
    .filter((path) => !isInProcess(path))
    .map((path) => basename(path));
  // By itself; by a helper.
  expect(outside).toEqual(expect.arrayContaining(['process-state.test.ts', 'kill.test.ts']));
  expect(outside).not.toContain('order.test.ts');
});
