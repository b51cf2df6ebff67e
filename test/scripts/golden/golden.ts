import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { byAnotherAddress } from '../../sandbox/by-another-address';
import { type KnownTexts, normaliser } from './normalise';
import { type Command, catalog, catalogOf, type Run } from './run';

/** Project that commands are typed in, and its environment. */
export interface Place {
  /** The project's folder. */
  readonly root: string;
  /** @default - the path alone */
  readonly env?: NodeJS.ProcessEnv;
  /** Texts of it that differ from run to run. */
  readonly known: KnownTexts;
}

/** Way that one command is typed, where that isn't as usual. */
export interface Typing {
  /** Lines that somebody types on a terminal. @default - nobody is there */
  readonly lines?: readonly string[];
  /** Changes to the environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether the program is that of the place's own folder, with the products of its own. @default false */
  readonly isOwn?: boolean;
  /** Whether progress is recorded: only where each step takes long enough to be seen. @default false */
  readonly isSlow?: boolean;
  /** Run that has ended already, where it is recorded late. */
  readonly run?: Run;
  /** Makes it short, or leaves out what isn't ours. */
  readonly edit?: (text: string) => string;
}

/** Types a command of which everything is recorded. */
export type Type = (args: readonly string[], typing?: Typing) => Promise<Run>;

/**
 * A test that a verb writes what is recorded of it: each command line with its exit code, standard output and standard
 * error. With `RECORD=1` it writes the recording first; one that isn't there fails.
 *
 * @param name of the file in `recorded/`
 * @param place asked for once the test runs
 * @param act types the commands
 */
export function golden(name: string, place: () => Place, act: (type: Type) => Promise<void>, timeout = 120_000): void {
  it(
    `${name}: what is written is what is recorded`,
    async () => {
      const here = place();
      const normalise = normaliser(here.known);
      const parts: string[] = [];
      await act(async (args, typing = {}) => {
        const run = typing.run ?? (await typed(here, args, typing));
        parts.push(normalise(told(args, typing, run)));
        return run;
      });
      compare(join(__dirname, 'recorded', `${name}.txt`), parts.join('\n'));
    },
    timeout,
  );
}

/** Dates of a project that the test writes, a test about midnight included. */
export function today(): KnownTexts {
  const days = [-1, 0, 1].map((day) => new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10));
  return Object.fromEntries(days.map((day) => [day, 'today']));
}

/** Changes to the environment of who chooses no endpoint. */
export const onAws = { AWS_ENDPOINT_URL: '' };

/** Changes to the environment of who calls a sandbox by an address that isn't known as this machine's. */
export function remote(url: string): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: byAnotherAddress(url),
    ...caller('000000000000'),
    AWS_REGION: 'us-east-1',
  };
}

/** Changes to the environment of an account's default role. */
export function caller(account: string): NodeJS.ProcessEnv {
  return { AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'none' };
}

/** A long text as what its first and last lines begin with, and how long it is. */
export function abridged(text: string): string {
  if (text.length < 1000) return text;
  const lines = text.split('\n').map((line) => (line.length > 200 ? `${line.slice(0, 200)}…` : line));
  const shown =
    lines.length > 16 ? [...lines.slice(0, 8), `… ${lines.length - 16} more lines`, ...lines.slice(-8)] : lines;
  return [...shown, `(${Buffer.byteLength(text)} bytes)`].join('\n');
}

/** Types a command of which nothing is recorded. */
export async function typed({ root, env }: Place, args: readonly string[], typing: Typing = {}): Promise<Run> {
  const command = typing.isOwn ? await catalogOf(root) : catalog;
  const all = { PATH: process.env.PATH, ...noConfiguration, ...env, ...typing.env };
  return inEnvironment(all, () => run(command, args, { root, env: all, lines: typing.lines }));
}

/** Whoever runs the tests may have profiles of their own. */
const noConfiguration = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };

interface Around {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly lines: readonly string[] | undefined;
}

async function run(command: Command, args: readonly string[], { root, env, lines }: Around): Promise<Run> {
  const isTTY = lines !== undefined;
  const stdout = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const stdin = Object.assign(Readable.from((lines ?? []).map((line) => `${line}\n`)), { isTTY });
  const code = await command(args, { stdout, stderr, stdin, env, root });
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

/** The AWS SDK reads the process's own environment, and the help is as wide as the process's terminal. */
async function inEnvironment<T>(env: NodeJS.ProcessEnv, act: () => Promise<T>): Promise<T> {
  const before = process.env;
  const { columns } = process.stdout;
  const others = Object.entries(before).filter(([key]) => !key.startsWith('AWS_'));
  process.env = { ...Object.fromEntries(others), ...env };
  process.stdout.columns = 80;
  try {
    return await act();
  } finally {
    process.env = before;
    process.stdout.columns = columns;
  }
}

function told(
  args: readonly string[],
  { env = {}, lines, isSlow, edit }: Typing,
  { code, stdout, stderr }: Run,
): string {
  const words = [...Object.entries(env).map(([key, value]) => `${key}=${value}`), 'catalog', ...args.map(quoted)];
  const asked = lines ? `  (typed: ${lines.join(', ')})` : '';
  const [result, all] = edit ? [edit(stdout), edit(stderr)] : [stdout, stderr];
  const said = isSlow ? all.replace(progress, '$1\n') : all.replace(progress, '');
  return [
    `$ ${words.join(' ')}${asked}`,
    `exit ${code}`,
    ...block('stdout', result),
    ...block('stderr', said),
    '',
  ].join('\n');
}

/** Progress of a launch or of its end: how much of it is seen depends on how fast the machine is. */
const progress = /(?:^(\S+: (?:provisioning|terminating))(?:, about to begin|, rolling back after a failure)?\n)+/gm;

function quoted(arg: string): string {
  return /^[\w./:@=,<>-]+$/.test(arg) ? arg : `'${arg}'`;
}

function block(stream: string, text: string): string[] {
  if (text === '') return [];
  const lines = text.replace(/\n$/, '').split('\n');
  return [`${stream}:`, ...lines.map((line) => `  ${line}`.trimEnd())];
}

function compare(file: string, actual: string): void {
  if (process.env.RECORD === '1') writeFileSync(file, actual);
  if (!existsSync(file)) throw new Error(`${file} is missing; RECORD=1 writes it.`);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}
