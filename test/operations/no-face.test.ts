/** An operation has no face: whoever shows it, a terminal or a page, is told by values, events and errors alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { commandLine } from '../../scripts/catalog';
import { projectRoot } from '../scripts/run-catalog';

const files = readdirSync(join(projectRoot, 'operations'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => {
    const text = readFileSync(join(projectRoot, 'operations', name), 'utf8');
    return { name, code: text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '') };
  });

/** Lines of the operations' code that match, each with its file. */
function linesWith(pattern: RegExp): string[] {
  return files.flatMap(({ name, code }) =>
    code
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
}

/** Long names of all options of the command. */
function optionNames(): readonly string[] {
  const { stdout, stderr, stdin, env } = process;
  const all = (command: Command): string[] => [
    ...command.options.flatMap(({ long }) => long ?? []),
    ...command.commands.flatMap(all),
  ];
  return [...new Set(all(commandLine({ stdout, stderr, stdin, env, root: '.' })))];
}

describe('an operation', () => {
  it('imports nothing of a terminal', () => {
    const terminal =
      /from '(commander|node:readline.*|node:tty|picocolors|listr2|.*\/scripts\/.*|.*\/terminal\/.*)'|import\('.*\/scripts\//;
    expect(terminal.test("import { Command } from 'commander';")).toBe(true);
    expect(linesWith(terminal)).toEqual([]);
  });

  it('writes nothing, asks nothing and ends nothing: it touches none of its process’s streams', () => {
    expect(linesWith(/process\.(stdout|stderr|stdin|exit|exitCode|on|once)\b|\bconsole\b/)).toEqual([]);
  });

  it('names no command to type and none of its options: what mends an error is data', () => {
    const names = optionNames();
    expect(names).toEqual(expect.arrayContaining(['--parameter', '--allow-replace', '--endpoint-url', '--yes']));
    const flags = names.map((name) => `${name}(?![\\w-])`).join('|');
    // What is written for AWS's own command line has options of the same names.
    const named = linesWith(new RegExp(`npm run catalog|[ "'\`]-[pey] |${flags}`)).filter(
      (line) => !/^aws\/aws-command\.ts: /.test(line) && !/`?aws [a-z0-9-]+ [a-z-]+ /.test(line),
    );
    expect(named).toEqual([]);
  });
});
