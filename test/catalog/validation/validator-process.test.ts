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
