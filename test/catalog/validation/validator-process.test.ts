import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ValidatorProcess } from '../../../catalog/validation/validator-process';

const wrong = JSON.stringify({ Resources: { R: { Type: 'AWS::SNS::Topic', Properties: { Nope: 1 } } } });
const right = JSON.stringify({ Resources: { R: { Type: 'AWS::SNS::Topic' } } });

const ask = async (validator: ValidatorProcess, text: string) =>
  (await validator.ask(text, 'us-east-1')).filter(({ severity }) => severity === 'FATAL').length;

async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('answers each question by itself, and starts once', async () => {
  const validator = new ValidatorProcess(100);
  expect(validator.pid).toBeUndefined();
  const answers = await Promise.all([wrong, right, wrong].map((text) => ask(validator, text)));
  expect(answers).toEqual([1, 0, 1]);
  const { pid } = validator;
  expect(await ask(validator, right)).toBe(0);
  expect(validator.pid).toBe(pid);
});

it('ends when nobody asks, and another starts for who asks then', async () => {
  const validator = new ValidatorProcess(50);
  await ask(validator, right);
  await gone(validator.pid ?? 0);
  expect(validator.pid).toBeUndefined();
  expect(await ask(validator, wrong)).toBe(1);
});

it('that is killed over a question is started once more', async () => {
  const validator = new ValidatorProcess(100);
  const answer = ask(validator, wrong);
  const { pid = 0 } = validator;
  process.kill(pid, 'SIGKILL');
  expect(await answer).toBe(1);
  expect(validator.pid).not.toBe(pid);
});

it('refuses what it can’t read, and goes on', async () => {
  const validator = new ValidatorProcess(100);
  await expect(ask(validator, '{')).rejects.toThrow(/^AWS's validator failed: /);
  expect(await ask(validator, wrong)).toBe(1);
});

it('that hangs over a question is killed, and started once more', async () => {
  // Longer than it takes to load, be the machine ever so busy.
  const validator = new ValidatorProcess(100, 15_000);
  await ask(validator, right);
  const { pid = 0 } = validator;
  process.kill(pid, 'SIGSTOP');
  expect(await ask(validator, wrong)).toBe(1);
  expect(validator.pid).not.toBe(pid);
});

describe('whoever asked', () => {
  /** Process that asks, tells the id of its validator, and then does what is said. */
  function asking(then: string): ChildProcess {
    const source = require.resolve('../../../catalog/validation/validator-process');
    const program = `
      const { ValidatorProcess } = require(${JSON.stringify(source)});
      const validator = new ValidatorProcess();
      const asked = validator.ask(${JSON.stringify(right)}, 'us-east-1');
      process.send(validator.pid);
      ${then}`;
    return spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), '-e', program], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
  }

  it.each([
    ['over the question', ''],
    ['afterwards', 'asked.then(() => process.send("answered")); setInterval(() => {}, 1000);'],
  ])('may be killed %s, and leaves none behind', async (when, then) => {
    const parent = asking(then);
    const [pid] = await once(parent, 'message');
    if (when === 'afterwards') await once(parent, 'message');
    parent.kill('SIGKILL');
    await gone(pid);
  });

  it('ends once it has its answer, though the validator is there for the next question', async () => {
    const parent = asking('');
    const [pid] = await once(parent, 'message');
    expect((await once(parent, 'exit'))[0]).toBe(0);
    await gone(pid);
  });
});
