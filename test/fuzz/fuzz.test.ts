import { join } from 'node:path';
import { type FuzzResult, fuzz } from './fuzz';
import { kinds } from './kinds';
import { kinds as plantedKinds } from './planted';

const numbersUpTo = (count: number) => Array.from({ length: count }, (_, number) => number);

describe('300 mutations of real inputs, 30 of each kind', () => {
  let results: FuzzResult[];

  beforeAll(async () => {
    results = await fuzz({
      module: join(__dirname, 'kinds/index.ts'),
      seed: 'each run of the tests',
      cases: kinds.map(({ name }) => [name, numbersUpTo(30)]),
      processes: 2,
      // Beside other tests, on a slow machine, a second's work takes many.
      deadline: 60_000,
    });
  }, 600_000);

  it.each(kinds.map(({ name }) => name))('of %s end in their answer or in one line', (kind) => {
    expect(results.find((result) => result.kind === kind)).toMatchObject({ cases: 30, failures: [] });
  });

  it('come past the parser in half of the cases, of every kind', () => {
    for (const { kind, cases, parsed } of results) expect([kind, parsed / cases >= 0.5]).toEqual([kind, true]);
  });
});

describe('a planted failure is found, and the cases after it run:', () => {
  let results: FuzzResult[];

  beforeAll(async () => {
    results = await fuzz({
      module: join(__dirname, 'planted.ts'),
      seed: 'planted',
      cases: plantedKinds.map(({ name }) => [name, [0, 1, 2]]),
      processes: 2,
      deadline: 5_000,
    });
  }, 600_000);

  it.each([
    ['hangs', /it hangs: no end within 5 s/],
    ['never ends', /it hangs: no end within 5 s/],
    ['grows', /more than 500 MB of heap|it hangs/],
    ['dies', /its process ended \(3\)/],
    ['throws', /thrown: TypeError: x is not a function/],
    ['is a defect', /^exit 70/],
    ['traces', /^a stack trace/],
    ['says two lines', /^more than one line/],
    ['drives a terminal', /^characters that drive a terminal/],
    ['says nothing', /^an error without a word/],
  ])('%s', (kind, fault) => {
    const found = results.find((result) => result.kind === kind);
    expect(found).toMatchObject({ cases: 3, failures: [{ kind, number: 1, fault: expect.stringMatching(fault) }] });
  });
});
