import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { type KnownTexts, normaliser } from './normalise';
import { type Run, runCatalog } from './run';

/** Where a command is typed. */
export interface Place {
  /** The project's folder. */
  readonly root: string;
  /** @default - none but the path */
  readonly env?: NodeJS.ProcessEnv;
  /** What of it differs from run to run. */
  readonly known: KnownTexts;
}

/** How one command is typed, where that isn't as usual. */
export interface Typing {
  /** Lines that somebody types on a terminal; without them nobody is there. */
  readonly lines?: readonly string[];
  /** Changes to the environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Makes what is long short, before it is recorded. */
  readonly edit?: (text: string) => string;
}

/** Types a command of which everything is recorded. */
export type Type = (args: readonly string[], typing?: Typing) => Promise<Run>;

/**
 * A test that a verb writes what is recorded of it: each command line with its exit code, standard output and standard
 * error. With `RECORD=1` it writes the recording instead; a recording that isn't there fails.
 *
 * @param name of the file in `recorded/`
 * @param place asked for once the test runs
 * @param act types the commands
 */
export function golden(name: string, place: () => Place, act: (type: Type) => Promise<void>, timeout = 60_000): void {
  it(
    `${name} writes what is recorded`,
    async () => {
      const here = place();
      const normalise = normaliser(here.known);
      const parts: string[] = [];
      await act(async (args, typing = {}) => {
        const run = await typed(here, args, typing);
        const edit = typing.edit ?? ((text: string) => text);
        parts.push(part(args, typing, { ...run, stdout: edit(run.stdout), stderr: edit(run.stderr) }, normalise));
        return run;
      });
      compare(join(__dirname, 'recorded', `${name}.txt`), parts.join('\n'));
    },
    timeout,
  );
}

function part(args: readonly string[], typing: Typing, { code, stdout, stderr }: Run, normalise: (text: string) => string) {
  const changes = Object.entries(typing.env ?? {}).map(([key, value]) => `${key}=${value} `);
  const lines = typing.lines ? `  (typed: ${typing.lines.join(', ')})` : '';
  const line = `$ ${changes.join('')}catalog ${args.map(quoted).join(' ')}${lines}`;
  return normalise([line, `exit ${code}`, ...block('stdout', stdout), ...block('stderr', stderr), ''].join('\n'));
}

function block(stream: string, text: string): string[] {
  if (text === '') return [];
  return [`${stream}:`, ...text.replace(/\n$/, '').split('\n').map((line) => `  ${line}`.trimEnd())];
}

function quoted(arg: string): string {
  return /^[\w./:@=,<>-]+$/.test(arg) ? arg : `'${arg}'`;
}

function compare(file: string, actual: string): void {
  if (process.env.RECORD === '1') writeFileSync(file, actual);
  if (!existsSync(file)) throw new Error(`${file} is missing; RECORD=1 writes it.`);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

async function typed({ root, env }: Place, args: readonly string[], typing: Typing): Promise<Run> {
  const all = { PATH: process.env.PATH, ...noConfiguration, ...env, ...typing.env };
  return inEnvironment(all, async () => {
    if (!typing.lines) return runCatalog(args, { root, env: all });
    const stdin = Object.assign(Readable.from(typing.lines.map((line) => `${line}\n`)), { isTTY: true });
    const stderr = Object.assign(new PassThrough(), { isTTY: true });
    const run = await runCatalog(args, { root, env: all, stdin, stderr });
    return { ...run, stderr: String(stderr.read() ?? '') };
  });
}

/** Whoever runs the tests may have profiles of their own. */
const noConfiguration = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };

/** The AWS SDK reads the process's own environment, and the help is as wide as the process's terminal. */
async function inEnvironment<T>(env: NodeJS.ProcessEnv, act: () => Promise<T>): Promise<T> {
  const before = process.env;
  const { columns } = process.stdout;
  process.env = { ...before, ...env };
  process.stdout.columns = 80;
  try {
    return await act();
  } finally {
    process.env = before;
    process.stdout.columns = columns;
  }
}

/** A long text as its first lines, and how long it is. */
export function abridged(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= 12) return text;
  return [...lines.slice(0, 8), `… ${lines.length - 8} more lines, ${Buffer.byteLength(text)} bytes in all`].join('\n');
}
