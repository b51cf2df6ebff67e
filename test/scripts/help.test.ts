import { readdirSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import { commandLine } from '../../scripts/catalog';
import { projectRoot, runCatalog } from './run-catalog';

const { stdout, stderr, stdin, env } = process;
const program = () => commandLine({ stdout, stderr, stdin, env, root: projectRoot });

/** Words before `--help` that lead to each command: none, `launch`, `proton render`. */
function pathsOf(command: Command, path: readonly string[] = []): (readonly string[])[] {
  const verbs = command.createHelp().visibleCommands(command);
  return [path, ...verbs.flatMap((each) => pathsOf(each, [...path, each.name()]))];
}

const paths = pathsOf(program()).map((path) => path.join(' '));
const verbs = paths.filter((path) => path !== '');

/** Help of a verb in a terminal of that width. */
async function helpOf(path: string, columns: number): Promise<string> {
  const out = Object.assign(new PassThrough(), { columns });
  const { code } = await runCatalog([...path.split(' ').filter(Boolean), '--help'], { stdout: out });
  expect(code).toBe(0);
  return String(out.read());
}

/** Command lines of a help's examples, without the program. */
async function examplesOf(path: string): Promise<string[]> {
  return [...(await helpOf(path, 80)).matchAll(/^ {2}\$ catalog (.*)$/gm)].map(([, words = '']) => words);
}

/** Words of a line as a shell divides it, without where its output goes. */
function wordsOf(line: string): string[] {
  const [words = ''] = line.split(' >> ');
  return [...words.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

describe.each(paths)('the help of "%s"', (path) => {
  it.each([80, 100, 200])('fits 80 columns in a terminal of %i', async (columns) => {
    const lines = (await helpOf(path, columns)).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it.each([60, 40])('fits a terminal of %i columns but for what can be copied', async (columns) => {
    const [help = ''] = (await helpOf(path, columns)).split(/^(?:Examples:|"catalog)/m);
    const lines = help.split('\n').filter((line) => !line.startsWith('Usage: '));
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  });

  it.each([60, 40])('leaves every description room to be read at %i columns', async (columns) => {
    const indents = [...(await helpOf(path, columns)).matchAll(/^ {6,}(?=\S)/gm)].map(([indent]) => indent.length);
    expect(indents.filter((indent) => indent !== 6 && columns - indent < 24)).toEqual([]);
  });

  it('shows neither the tags of docstrings nor empty defaults', async () => {
    expect(await helpOf(path, 80)).not.toMatch(/@(default|param|returns|see|throws)\b|default: (\{\}|\[\]|undefined)/);
  });
});

describe('the help of all', () => {
  it('has each verb once, in one line, under its heading', async () => {
    const help = await helpOf('', 80);
    const [, ...groups] = help.split(/^(?=\S.*:$)/m).filter((part) => !part.startsWith('Options'));
    expect(groups.map((group) => group.split('\n')[0])).toEqual([
      'Use what is published:',
      'Write products:',
      'Release and publish them:',
      'Administer accounts:',
      'On this machine:',
    ]);
    const rows = groups.flatMap((group) => [...group.matchAll(/^ {2}(\S+) {2,}\S/gm)].map(([, name]) => name));
    expect(rows).toEqual(verbs.filter((path) => !path.includes(' ')));
    expect(help).not.toMatch(/^ {10,}/m);
  });

  it('names documents that there are', async () => {
    const [, ...documents] = /(README\.md)[\s\S]*(docs\/\S+\.md)/.exec(await helpOf('', 80)) ?? [];
    expect(documents).toEqual(['README.md', 'docs/runbook.md']);
    expect(readdirSync(projectRoot)).toContain('README.md');
    expect(readdirSync(`${projectRoot}/docs`)).toContain('runbook.md');
  });
});

/** Replaces what every verb does by nothing. */
function idle(command: Command): Command {
  command.exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} });
  if (command.commands.length === 0) command.action(() => {});
  command.commands.forEach(idle);
  return command;
}

describe.each(verbs)('the examples of %s', (path) => {
  it('are there, and are understood by the program', async () => {
    const lines = await examplesOf(path);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).toMatch(new RegExp(`^${path}(?: |$)`));
      await idle(program()).parseAsync(wordsOf(line), { from: 'user' });
    }
  });
});

it.each(['launch network --environment', 'lanch network', 'upgrade dev --frobnicate', 'release network huge'])(
  'an example that the program does not understand would be found: %s',
  async (line) => {
    await expect(idle(program()).parseAsync(wordsOf(line), { from: 'user' })).rejects.toThrow();
  },
);

it.each(['list', 'show', 'help', 'compare', 'render', 'measure', 'completion'])(
  'the examples of %s work',
  async (path) => {
    const readOnly = (await examplesOf(path)).filter((line) => !/--(?:out|files|from-stack)\b/.test(line));
    expect(readOnly.length).toBeGreaterThan(0);
    for (const line of readOnly) {
      const run = await runCatalog(wordsOf(line));
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout).not.toBe('');
    }
  },
);
