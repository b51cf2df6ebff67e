/** `--json` asks every verb that has a result for one document on standard output; what else is said is on standard error. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { commandLine } from '../../scripts/catalog';
import { projectRoot, runCatalog } from './run-catalog';

const { stdout, stderr, stdin, env } = process;
const program = commandLine({ stdout, stderr, stdin, env, root: projectRoot });

/** Commands that do something, by the words that lead to them; without those that write for a shell or for people. */
function verbsOf(command: Command, path: readonly string[] = []): (readonly [string, Command])[] {
  return command.commands
    .filter((each) => !['help', 'completion', 'complete'].includes(each.name()))
    .flatMap((each) => {
      const words = [...path, each.name()];
      return each.commands.length > 0 ? verbsOf(each, words) : [[words.join(' '), each] as const];
    });
}

const verbs = verbsOf(program);

it.each(verbs)('%s takes --json', (_, command) => {
  expect(command.options.filter(({ long }) => long === '--json')).toHaveLength(1);
});

it.each(verbs.map(([path]) => path))('an error of %s leaves standard output empty, and is JSON', async (path) => {
  const run = await runCatalog([...path.split(' '), '--json', '--no-such-option']);
  expect(run).toMatchObject({ code: 1, stdout: '' });
  expect(JSON.parse(run.stderr)).toEqual({
    error: { code: expect.stringMatching(/^[a-z]+(-[a-z]+)+$/), message: expect.stringMatching(/ add: --help$/) },
  });
});

it.each([
  ['show', 'netwrok'],
  ['render', 'netwrok'],
  ['validate', 'netwrok'],
  ['measure', 'netwrok'],
  ['cost', 'netwrok', '-t', 'dev'],
  ['compare', 'netwrok', '1.0.0'],
  ['docs', 'netwrok'],
  ['release', 'netwrok', 'minor', '--notes', 'It.'],
  ['deprecate', 'netwrok', '1.0.0'],
  ['retire', 'netwrok', '1.0.0'],
  ['launch', 'netwrok', '-e', 'one', '-t', 'dev'],
  ['proton', 'render', 'netwrok', '--out', 'nowhere'],
])('an error that a verb finds is JSON too: %s %s', async (...words) => {
  const run = await runCatalog([...words, '--json']);
  expect(run).toMatchObject({ code: 1, stdout: '' });
  expect(JSON.parse(run.stderr)).toMatchObject({ error: { code: 'unknown-product' } });
});

describe('the verbs that print or write a file', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'json-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['render network', 'spoke'])(
    '%s: the template is the document, and else where it was written',
    async (line) => {
      const printed = await runCatalog([...line.split(' '), '--json']);
      expect(printed).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.parse(printed.stdout)).toHaveProperty('Resources');
      const file = join(folder, 'template.json');
      const written = await runCatalog([...line.split(' '), '--json', '--out', file]);
      expect(written).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.parse(written.stdout)).toEqual({ file, bytes: Buffer.byteLength(printed.stdout) });
      expect(existsSync(file)).toBe(true);
    },
  );

  it('compare: as with --format json, and not beside another format', async () => {
    const file = join(folder, 'one.json');
    writeFileSync(file, JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue' } } }));
    const compare = (...more: string[]) => runCatalog(['compare', '--files', file, file, ...more]);
    expect(await compare('--json')).toEqual(await compare('--format', 'json'));
    expect(JSON.parse((await compare('--json')).stdout)).toMatchObject({ bump: 'none' });
    expect(await compare('--json', '--format', 'markdown')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('"conflicting-option"'),
    });
  });
});
