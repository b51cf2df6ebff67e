import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFixture } from '../runner/fixture-project';
import { remedy } from './left-out';

const part = (name: string) => JSON.stringify(join(__dirname, name));
const TOOL = (variable: string, more: object = {}) =>
  JSON.stringify({
    name: variable,
    variable,
    places: [],
    program: 'grind',
    version: [],
    debian: 'coffee-grinder',
    ...more,
  });

describe('tests that need a tool', () => {
  const code = `
    import { needing } from ${part('needing')};
    it('needs nothing', () => {});
    needing(${TOOL('GRINDER')}).describe('coffee', () => { it('is ground', () => {}); it('is hot', () => {}); });
    needing(${TOOL('NODE_PROGRAM')}).it('runs', () => {});`;

  it('are left out where it is missing, and the run ends with a line on them', async () => {
    const env = { GRINDER: '', NODE_PROGRAM: process.execPath };
    const { files, output, leftOut } = await runFixture(
      { 'test/coffee.test.ts': code, 'test/tea.test.ts': "it('is', () => {});" },
      {},
      env,
    );
    expect(files['test/coffee.test.ts']).toMatchObject({
      tests: { 'needs nothing': 'passed', 'coffee is ground': 'pending', 'coffee is hot': 'pending', runs: 'passed' },
    });
    expect(output.trim().split('\n').at(-1)).toBe(
      'Left out: 2 tests that need GRINDER (GRINDER names no program, got: nothing; coffee.test.ts): ' +
        'apt-get install coffee-grinder, or GRINDER=<path of grind>.',
    );
    expect(leftOut).toMatchObject([
      {
        file: 'test/coffee.test.ts',
        tests: ['coffee is ground', 'coffee is hot'],
        missing: [{ tool: { name: 'GRINDER' } }],
      },
    ]);
  }, 60_000);

  it('run where it is there, and nothing is said', async () => {
    const env = { GRINDER: process.execPath, NODE_PROGRAM: process.execPath };
    const { files, output, leftOut } = await runFixture({ 'test/coffee.test.ts': code }, {}, env);
    expect(files['test/coffee.test.ts']?.tests).toMatchObject({ 'coffee is ground': 'passed', runs: 'passed' });
    expect(output).not.toContain('Left out');
    expect(leftOut).toEqual([]);
  }, 60_000);
});

it.each([
  ['by nobody', {}, 'left out'],
  ['by continuous integration', { CI: 'true' }, 'failed'],
  ['by continuous integration that says there is none', { CI: 'true', GRINDER: '' }, 'left out'],
  ['by a path', { GRINDER: '/nowhere/grind' }, 'failed'],
])(
  'a tool that is demanded %s, and isn’t there',
  async (_who, env, end) => {
    const tool = TOOL('GRINDER', { isDemanded: true });
    const code = `import { needing } from ${part('needing')}; needing(${tool}).it('is ground', () => {});`;
    const { files } = await runFixture({ 'test/coffee.test.ts': code }, {}, { CI: '', ...env });
    const { tests, message } = files['test/coffee.test.ts'] ?? {};
    if (end === 'left out') expect(tests).toEqual({ 'is ground': 'pending' });
    else expect(tests).toEqual({ 'is ground': 'pending', 'has GRINDER': 'failed' });
    expect(message?.includes('apt-get install coffee-grinder')).toBe(end === 'failed');
  },
  60_000,
);

it('a tool that no package of Debian brings is had by a command of its own', () => {
  const tool = { name: 'Grinder', variable: 'GRINDER', places: [], program: 'grind', version: [], command: 'fetch it' };
  expect(remedy(tool)).toBe('fetch it, or GRINDER=<path of grind>');
});

it('every tool of the checks is named in CONTRIBUTING, with its variable', async () => {
  const tools: Readonly<Record<string, { readonly name: string; readonly variable: string }>> = await import('./tools');
  const page = readFileSync(join(__dirname, '../../CONTRIBUTING.md'), 'utf8');
  for (const { name, variable } of Object.values(tools)) {
    expect(page).toContain(name);
    expect(page).toContain(`\`${variable}\``);
  }
});
