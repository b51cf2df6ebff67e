import { type FileReport, runFixture } from './fixture-project';

const PASSES = "it('passes', () => expect(1).toBe(1));";
const LOOP = 'for (;;);';

describe('a file that hangs', () => {
  let told: Readonly<Record<string, FileReport>>;
  beforeAll(async () => {
    const files = {
      'test/waits.test.ts': `it('waits for ever', () => new Promise(() => {})); ${PASSES}`,
      'test/hook.test.ts': `beforeAll(() => new Promise(() => {})); ${PASSES}`,
      'test/turns.test.ts': `describe('a block', () => { it('turns for ever', () => { ${LOOP} }); }); ${PASSES}`,
      'test/loads.test.ts': `${LOOP} ${PASSES}`,
      'test/ends.test.ts': `it('ends its process', () => { process.kill(process.pid, 'SIGTERM'); ${LOOP} }); ${PASSES}`,
      'test/well.test.ts': PASSES,
      'test/well-too.test.ts': PASSES,
    };
    told = (await runFixture(files, { grace: 500, loading: 5_000 })).files;
  }, 180_000);

  it('fails in its test, and its other tests run, where the process still turns', () => {
    expect(told['test/waits.test.ts']).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('Exceeded timeout of 1000 ms for a test'),
      tests: { 'waits for ever': 'failed', passes: 'passed' },
    });
  });

  it('fails in all its tests where it is a hook that hangs', () => {
    expect(told['test/hook.test.ts']).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('Exceeded timeout of 1000 ms for a hook'),
      tests: { passes: 'failed' },
    });
  });

  it('is named, with its test, when its process was killed because it never came back', () => {
    expect(told['test/turns.test.ts']).toMatchObject({
      status: 'failed',
      message: expect.stringContaining(
        'test/turns.test.ts: "a block turns for ever" didn\'t come back within 1 s; its process was killed.',
      ),
    });
  });

  it('is named when it never came to its tests', () => {
    expect(told['test/loads.test.ts']).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('test/loads.test.ts: "loading" didn\'t come back within 5 s'),
    });
  });

  it('is named when its process ended under it', () => {
    expect(told['test/ends.test.ts']).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('test/ends.test.ts: its process ended (SIGTERM) in "ends its process".'),
    });
  });

  it.each(['test/well.test.ts', 'test/well-too.test.ts'])('keeps nobody from running %s', (file) => {
    expect(told[file]).toMatchObject({ status: 'passed', tests: { passes: 'passed' } });
  });
});

it('tells a failure whole, whatever was expected: a matcher can be sent to no other process', async () => {
  const code = `
    const expected = { id: expect.any(Number), parts: expect.objectContaining({ size: expect.stringMatching(/^s/) }) };
    it('expects', () => expect({ id: 'one', parts: { size: 'big' } }).toEqual(expected));
    it('calls', () => expect(() => { throw Object.assign(new Error('Thrown.'), { call: () => 1 }); }).not.toThrow());
    ${PASSES}`;
  const { files: told, output } = await runFixture({ 'test/expects.test.ts': code });
  expect(told['test/expects.test.ts']).toMatchObject({
    status: 'failed',
    message: expect.stringMatching(/● expects[\s\S]*● calls/),
    tests: { expects: 'failed', calls: 'failed', passes: 'passed' },
  });
  for (const text of ['"id": Any<Number>', '"parts": ObjectContaining', '"size": StringMatching /^s/', '"id": "one"']) {
    expect(told['test/expects.test.ts']?.message).toContain(text);
    expect(output).toContain(text);
  }
  expect(told['test/expects.test.ts']?.message).toContain('Thrown.');
}, 180_000);

it('fails a file for what it leaves behind, though its tests pass', async () => {
  const code = "process.env.LEFT = 'here'; setInterval(() => {}, 60_000);";
  const { files: told } = await runFixture({ 'test/leaves.test.ts': `it('leaves it', () => { ${code} });` });
  expect(told['test/leaves.test.ts']).toMatchObject({
    status: 'failed',
    message: expect.stringContaining('This file leaves behind: the environment variable LEFT, a timer.'),
    tests: { 'leaves it': 'passed' },
  });
}, 180_000);

describe('files that run in one process', () => {
  /** Two files, of which one runs first; each counts the times that a module was loaded before it. */
  const both = (code: string) => ({ 'test/one.test.ts': code, 'test/other.test.ts': code });
  const counting = (name: string) => `
    import { writeFileSync } from 'node:fs';
    const counts: Record<string, number> = ((globalThis as { counts?: Record<string, number> }).counts ??= {});
    counts.${name} = (counts.${name} ?? 0) + 1;
    export const count = counts.${name};`;
  const statuses = async (...parameters: Parameters<typeof runFixture>) => {
    const { files } = await runFixture(...parameters);
    return Object.values(files).map(({ status, message }) => ({ status, message }));
  };
  const passed = { status: 'passed', message: '' };

  it('share the modules of the project, and load those of test/ anew', async () => {
    const code = `
      import { count as shared } from '../engine';
      import { count as own } from './helper';
      const files = ((globalThis as { files?: number }).files ?? 0) + 1;
      Reflect.set(globalThis, 'files', files);
      it('counts', () => expect({ shared, own }).toEqual({ shared: 1, own: files }));`;
    const files = { ...both(code), 'engine.ts': counting('engine'), 'test/helper.ts': counting('helper') };
    expect(await statuses(files)).toEqual([passed, passed]);
  });

  it('find each other’s mocks and time-outs undone', async () => {
    const code = `
      it('mocks', () => {
        expect(Math.max(1, 2)).toBe(2);
        expect(process.env.REPLACED).toBeUndefined();
        jest.spyOn(Math, 'max').mockReturnValue(3);
        jest.replaceProperty(process, 'env', { ...process.env, REPLACED: 'yes' });
        expect([Math.max(1, 2), process.env.REPLACED]).toEqual([3, 'yes']);
      });`;
    expect(await statuses(both(code))).toEqual([passed, passed]);
  });

  it('are those that fit into its memory', async () => {
    const code = `
      Reflect.set(globalThis, 'files', (Reflect.get(globalThis, 'files') ?? 0) + 1);
      it('is the first', () => expect(Reflect.get(globalThis, 'files')).toBe(1));`;
    expect(await statuses(both(code), { memory: 1 })).toEqual([passed, passed]);
    expect((await statuses(both(code))).map(({ status }) => status).sort()).toEqual(['failed', 'passed']);
  });
});
