import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { KillLoad } from './kill-load';
import { Random } from './random';
import { bundleProgram, type Program, type SandboxProcess, type StandbyProcess, standBy } from './sandbox-process';

/** Kills of this run, and the number of the first: each number has its own random moments. */
const KILLS = Number(process.env.KILLS ?? 10);
const FIRST = Number(process.env.FIRST_KILL ?? 0);

let program: Program;
let folder: string;
let running: SandboxProcess | undefined;
const waiting: Promise<StandbyProcess>[] = [];
beforeAll(() => {
  program = bundleProgram('test/sandbox/standby-sandbox.ts');
  folder = mkdtempSync(join(tmpdir(), 'sandbox-killed-'));
});
afterAll(async () => {
  await running?.end('SIGKILL');
  await Promise.all(waiting.map(async (standby) => (await standby).end('SIGKILL')));
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

let begun = 0;
/** The next sandbox on the state, while two more get ready: one a kill, and the last. */
async function next(): Promise<SandboxProcess> {
  for (; waiting.length < 3 && begun <= KILLS; begun += 1) waiting.push(standBy(program));
  const standby = await (waiting.shift() ?? standBy(program));
  running = await standby.start(folder);
  return running;
}

/** Ends the sandbox that runs as nothing in it can prevent. */
async function kill(): Promise<void> {
  await running?.end('SIGKILL');
  running = undefined;
}

test(`after ${KILLS} kills at random moments under load, all that was answered is there and nothing is half-made`, async () => {
  const load = new KillLoad();
  for (let round = FIRST; round < FIRST + KILLS; round += 1) {
    const random = new Random(`kills/${round}`);
    load.endpoint((await next()).url);
    if (round === FIRST) await load.prepare();
    await load.setStepTime(random.number(3) * 10);
    expect(await load.missing('new')).toEqual([]);
    const busy = load.run(round);
    await load.acknowledged(1 + random.number(30));
    await wait(random.number(20));
    await kill();
    await busy;
  }
  load.endpoint((await next()).url);
  await load.setStepTime(0);
  await load.settle();
  expect(await load.missing('all')).toEqual([]);
  expect(await load.halfMade()).toEqual([]);
  // The kills met a sandbox at work.
  expect(load.counts.stacks).toBeGreaterThan(KILLS);
  expect(load.counts.objects).toBeGreaterThan(KILLS);
  expect(load.counts.launches).toBeGreaterThan(KILLS);
  expect(load.counts.interrupted).toBeGreaterThan(KILLS);
}, 900_000);
