import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Faults } from '../../../sandbox/kernel/faults';
import { type JobHandler, JobQueue } from '../../../sandbox/kernel/jobs';
import type { SandboxParts } from '../../../sandbox/kernel/work';
import { defineTable, Store } from '../../../sandbox/store/store';

const done = defineTable<number>('test/done');

let folder: string;
let store: Store;
let defects: unknown[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jobs-'));
  store = await Store.open(folder);
  defects = [];
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function queue(handler: JobHandler<number>): JobQueue {
  const jobs = new JobQueue(
    store,
    () => parts,
    (error) => defects.push(error),
  );
  const parts: SandboxParts = {
    jobs,
    faults: new Faults(),
    report: (defect) => defects.push(defect),
    invoke: () => {
      throw new Error('There is no service to call.');
    },
    authorize: () => undefined,
    providers: new Map(),
    looks: new Map(),
    stackStatusListeners: [],
    stackListeners: [],
    organizationListeners: [],
    defaultRoleName: 'Role',
  };
  jobs.handle('count', handler);
  return jobs;
}

/** Counts down from its payload, one step a number. */
const countDown: JobHandler<number> = (left, { db }) => {
  db.put(done, [left], left);
  return left > 1 ? { payload: left - 1 } : undefined;
};

async function settled(count: number): Promise<void> {
  while (store.count(done) < count && defects.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a job takes its steps one after the other, once it has started', async () => {
  const jobs = queue(countDown);
  await store.transact(() => jobs.enqueue('count', 3));
  jobs.wake();
  expect(store.count(done)).toBe(0);
  jobs.start();
  await settled(3);
  await jobs.stop();
  expect(store.list(done).map(({ value }) => value)).toEqual([1, 2, 3]);
});

test('what was left goes on in the next queue on the same state', async () => {
  const first = queue((left, work) => (left === 3 ? countDown(left, work) : { payload: left, afterMs: 60_000 }));
  await store.transact(() => first.enqueue('count', 5));
  first.start();
  await first.stop();
  await store.close();
  store = await Store.open(folder);
  const second = queue(countDown);
  second.start();
  await store.transact(() => second.enqueue('count', 2));
  second.wake();
  while (!store.get(done, [1]) || !store.get(done, [2])) await new Promise((resolve) => setTimeout(resolve, 5));
  await second.stop();
  expect(store.list(done).map(({ value }) => value)).toEqual(expect.arrayContaining([1, 2]));
});

test('a step that fails is reported and undone, and the others go on', async () => {
  const jobs = queue((left, work) => {
    const next = countDown(left, work);
    if (left === 7) throw new Error('defect');
    return next;
  });
  jobs.start();
  await store.transact(() => {
    jobs.enqueue('count', 7);
    jobs.enqueue('count', 2);
  });
  jobs.wake();
  while (store.count(done) < 2 || defects.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  await jobs.stop();
  expect(defects).toMatchObject([{ message: 'defect' }]);
  expect(store.get(done, [7])).toBeUndefined();
});

test('a job that is to wait does not run before its time', async () => {
  const times: number[] = [];
  const jobs = queue(() => {
    times.push(Date.now());
    return times.length < 2 ? { payload: 0, afterMs: 120 } : undefined;
  });
  jobs.start();
  await store.transact(() => jobs.enqueue('count', 1));
  jobs.wake();
  while (times.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  await jobs.stop();
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(120);
});

test('a job that was enqueued in a transaction that is refused never runs', async () => {
  const jobs = queue(countDown);
  jobs.start();
  const refused = store.transact(() => {
    jobs.enqueue('count', 9);
    throw new Error('refused');
  });
  await expect(refused).rejects.toThrow('refused');
  await store.transact(() => jobs.enqueue('count', 1));
  jobs.wake();
  await settled(1);
  await jobs.stop();
  expect(store.get(done, [9])).toBeUndefined();
});

test('a job whose time is further away than a timer of Node reaches waits for it', async () => {
  const timers = jest.spyOn(globalThis, 'setTimeout');
  const longest = () => Math.max(...timers.mock.calls.map(([, delay]) => delay ?? 0));
  const jobs = queue(countDown);
  await store.transact(() => jobs.enqueue('count', 1, 2 ** 32));
  jobs.start();
  while (longest() <= 5) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 30));
  await jobs.stop();
  const waits = longest();
  timers.mockRestore();
  expect([store.count(done), waits]).toEqual([0, 2 ** 31 - 1]);
});

describe('a job that waits for something outside the state', () => {
  /** A handler whose first step waits, what ends the waiting, and what resolves once it has begun. */
  const waiting = (otherwise?: () => number) => {
    let end = { resolve: () => {}, reject: (_: Error) => {} };
    const until = new Promise<void>((resolve, reject) => {
      end = { resolve, reject };
    });
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const handler: JobHandler<number> = (left, context) => {
      if (left !== 2) return countDown(left, context);
      begin();
      return { payload: 1, until, otherwise };
    };
    return { handler, end, begun };
  };

  test('goes on once that is there, and holds no other job up', async () => {
    const { handler, end } = waiting();
    const jobs = queue(handler);
    jobs.start();
    await store.transact(() => {
      for (let number = 0; number < 100; number += 1) jobs.enqueue('count', 2);
    });
    jobs.wake();
    await store.transact(() => jobs.enqueue('count', 7));
    jobs.wake();
    while (!store.get(done, [7])) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(store.get(done, [1])).toBeUndefined();
    end.resolve();
    while (!store.get(done, [1])) await new Promise((resolve) => setTimeout(resolve, 5));
    await jobs.stop();
  });

  test('goes on without it in the next queue on the same state', async () => {
    const { handler, begun } = waiting();
    const jobs = queue(handler);
    jobs.start();
    await store.transact(() => jobs.enqueue('count', 2));
    jobs.wake();
    await begun;
    await jobs.stop();
    expect(store.count(done)).toBe(0);
    const later = queue(countDown);
    later.start();
    await settled(1);
    await later.stop();
    expect(store.get(done, [1])).toBe(1);
  });

  test('ends, and is reported, where that fails', async () => {
    const { handler, end, begun } = waiting();
    const jobs = queue(handler);
    jobs.start();
    await store.transact(() => jobs.enqueue('count', 2));
    jobs.wake();
    await begun;
    end.reject(new Error('defect'));
    while (defects.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await jobs.stop();
    expect(defects).toMatchObject([{ message: 'defect' }]);
    expect(store.count(done)).toBe(0);
    const later = queue(countDown);
    later.start();
    await new Promise((resolve) => setTimeout(resolve, 30));
    await later.stop();
    expect(store.count(done)).toBe(0);
  });

  test('goes on otherwise where that fails and it knows how, and it is reported', async () => {
    const { handler, end, begun } = waiting(() => 7);
    const jobs = queue((left, context) => (left === 7 ? void context.db.put(done, [7], 7) : handler(left, context)));
    jobs.start();
    await store.transact(() => jobs.enqueue('count', 2));
    jobs.wake();
    await begun;
    end.reject(new Error('defect'));
    while (!store.get(done, [7])) await new Promise((resolve) => setTimeout(resolve, 5));
    await jobs.stop();
    expect(defects).toMatchObject([{ message: 'defect' }]);
    expect(store.count(done)).toBe(1);
  });

  test('is left to the next queue where that fails once its own has stopped', async () => {
    const { handler, end, begun } = waiting();
    const jobs = queue(handler);
    jobs.start();
    await store.transact(() => jobs.enqueue('count', 2));
    jobs.wake();
    await begun;
    await jobs.stop();
    await store.close();
    end.reject(new Error('too late'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    store = await Store.open(folder);
    const later = queue(countDown);
    later.start();
    await settled(1);
    await later.stop();
    expect([store.get(done, [1]), defects]).toEqual([1, []]);
  });
});

describe('a clock that is set back', () => {
  afterEach(() => jest.restoreAllMocks());
  const hour = 3_600_000;
  const setBack = () => {
    const real = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => real() - hour);
  };

  test('on the way stops no job', async () => {
    const jobs = queue((left, context) => {
      if (left === 3) setBack();
      return countDown(left, context);
    });
    await store.transact(() => jobs.enqueue('count', 5));
    jobs.start();
    await settled(5);
    expect(store.count(done)).toBe(5);
    await jobs.stop();
  }, 10_000);

  test('while the sandbox was stopped stops no job either', async () => {
    const jobs = queue(countDown);
    await store.transact(() => jobs.enqueue('count', 2));
    await jobs.stop();
    setBack();
    const later = queue(countDown);
    later.start();
    await settled(2);
    expect(store.count(done)).toBe(2);
    await later.stop();
  }, 10_000);
});
