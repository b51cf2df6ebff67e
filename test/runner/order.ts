import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';
import type { Test } from 'jest-runner';

/**
 * Files that take longest, the longest first: begun early, they end together with the many short ones. jest itself knows
 * how long files took only after a first run on the machine.
 */
export const LONGEST: readonly string[] = [
  'doctor.test.ts',
  'kill.test.ts',
  'deploy-build.test.ts',
  'launch.test.ts',
  'killed.test.ts',
  'in-use.test.ts',
  'whole.test.ts',
  'sweep-runs.test.ts',
  'sweep-many.test.ts',
  'environment-launch.test.ts',
  'nested-products.test.ts',
  'organization.test.ts',
  'publish.test.ts',
  'validation.test.ts',
  'runner.test.ts',
  'malformed-requests.test.ts',
  'proton.test.ts',
  'reconcile.test.ts',
  'purge.test.ts',
  'proton-import.test.ts',
  'new-product.test.ts',
  'launch-tiers.test.ts',
  'sandbox-verb.test.ts',
  'start.test.ts',
];

/** Order of test files: those that take longest first; or, where `SHUFFLED_BY` is set, by chance, repeatable by that seed. */
export default class Order extends Sequencer {
  override async sort(tests: Test[]): Promise<Test[]> {
    const { SHUFFLED_BY } = process.env;
    if (SHUFFLED_BY) return sorted(tests, ({ path }) => hash(`${SHUFFLED_BY} ${path}`));
    return sorted(await super.sort(tests), ({ path }) => {
      const rank = LONGEST.indexOf(basename(path));
      return rank === -1 ? LONGEST.length : rank;
    });
  }
}

function sorted(tests: readonly Test[], key: (test: Test) => string | number): Test[] {
  const keyed = tests.map((test) => ({ test, key: key(test) }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)).map(({ test }) => test);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
