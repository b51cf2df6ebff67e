/** A sandbox that is killed while it forgets deleted stacks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { Random } from '../random';
import { bundleProgram, type Program, type SandboxProcess, standBy } from '../sandbox-process';
import { clientSettings } from '../with-sandbox';
import { TOPIC } from './cloud';

const KILLS = 3;
const TemplateBody = JSON.stringify({ Resources: { A: TOPIC, B: TOPIC, C: TOPIC } });

/** Events of a stack that was created and deleted: of itself, and three and two of each resource. */
const ALL_EVENTS = 4 + 3 * 5;

let program: Program;
let folder: string;
let running: SandboxProcess | undefined;
beforeAll(() => {
  program = bundleProgram('test/sandbox/standby-sandbox.ts');
  folder = mkdtempSync(join(tmpdir(), 'killed-while-forgetting-'));
});
afterAll(async () => {
  await running?.end('SIGKILL');
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<CloudFormation> {
  running = await (await standBy(program)).start(folder);
  return new CloudFormation(clientSettings(running.url, '000000000000', 'us-east-1'));
}

async function ended(stacks: CloudFormation, StackName: string): Promise<string> {
  for (;;) {
    const { Stacks: [stack] = [] } = await stacks.describeStacks({ StackName });
    if (!stack?.StackStatus?.endsWith('_IN_PROGRESS')) return stack?.StackStatus ?? '';
    await wait(2);
  }
}

/** Creates a stack and deletes it; gives its id. */
async function pass(stacks: CloudFormation, StackName: string): Promise<string> {
  const { StackId = '' } = await stacks.createStack({ StackName, TemplateBody });
  await ended(stacks, StackId);
  await stacks.deleteStack({ StackName });
  await ended(stacks, StackId);
  return StackId;
}

/** Events that the sandbox still has of a stack; undefined where it knows none of that id. */
async function eventsOf(stacks: CloudFormation, StackName: string): Promise<number | undefined> {
  try {
    return (await stacks.describeStackEvents({ StackName })).StackEvents?.length;
  } catch (error) {
    if (/does not exist/.test(String(error))) return undefined;
    throw error;
  }
}

test('what lives and the newest that went are whole, and nothing is half-forgotten', async () => {
  const gone: string[] = [];
  let stacks = await start();
  await stacks.createStack({ StackName: 'living', TemplateBody });
  await ended(stacks, 'living');
  for (let number = 0; number < 52; number += 1) gone.push(await pass(stacks, `before-${number}`));
  for (let kill = 0; kill < KILLS; kill += 1) {
    const random = new Random(`forgetting/${kill}`);
    const worker = async (which: number) => {
      for (let number = 0; ; number += 1) gone.push(await pass(stacks, `k${kill}-${which}-${number}`));
    };
    const before = gone.length;
    const busy = Promise.allSettled([worker(0), worker(1), worker(2)]);
    await wait(300 + random.number(400));
    while (gone.length === before) await wait(2);
    await running?.end('SIGKILL');
    await busy;
    stacks = await start();
    expect(await eventsOf(stacks, 'living')).toBe(2 + 3 * 3);
    const left = await Promise.all(gone.map((id) => eventsOf(stacks, id)));
    expect([...new Set(left)].filter((count) => count !== undefined)).toEqual([ALL_EVENTS]);
    // Three that the kill interrupted may have come after the newest that were answered.
    expect(left.slice(-47)).not.toContain(undefined);
    expect(left.filter((count) => count !== undefined).length).toBeLessThanOrEqual(50);
  }
  expect(gone.length).toBeGreaterThan(52);
}, 240_000);
