import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Place } from './place';

const root = resolve(__dirname, '../..');

/** End of a run of the `catalog` command. */
export interface CommandEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The `catalog` command, as a person types it. */
export type CatalogCommand = (...args: readonly string[]) => Promise<CommandEnd>;

/** Verbs that call nobody, and so take no place. */
const LOCAL: ReadonlySet<string> = new Set(['list', 'show', 'spoke']);

/** Verbs that ask before they change something. */
const ASKING: ReadonlySet<string> = new Set([
  'publish',
  'launch',
  'upgrade',
  'rollback',
  'terminate',
  'purge',
  'leave',
]);

/** Run that commands belong to. */
export interface CommandOptions {
  /** Tag of everything that is published, as `key=value`. @default - none */
  readonly tag?: string;
  /** Ends the command. */
  readonly signal: AbortSignal;
  /** Hears all that commands are told and say. */
  log(text: string): void;
  /** Hears of the process that is at work, and that none is any more. */
  atWork(pid: number | undefined): void;
}

/** Command in a process of its own, at a place. */
export function catalogCommand(place: Place, { tag, signal, log, atWork }: CommandOptions): CatalogCommand {
  return (verb = '', ...args) => {
    const changes = ASKING.has(verb) && !args.includes('--plan');
    const words = [verb, ...args, ...(LOCAL.has(verb) ? [] : place.options), ...(changes ? ['--yes'] : [])];
    log(`$ catalog ${words.join(' ')}\n`);
    // The CDK CLI reads options from such variables too, and refuses those that a command hasn't: `cdk diff` has no tags.
    // https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-deploy.html
    const tags = changes && verb === 'publish' && tag !== undefined ? { CDK_TAGS: tag } : {};
    const child = spawn(process.execPath, [join(root, 'scripts/bin.cjs'), ...words], {
      cwd: root,
      env: { ...place.target.environment, ...tags },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    atWork(child.pid);
    // It takes away what it began, which takes a moment.
    const stop = () => child.kill('SIGINT');
    signal.addEventListener('abort', stop);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
      log(chunk.toString());
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
      log(chunk.toString());
    });
    return new Promise((done, fail) => {
      child.on('error', fail);
      child.on('close', (code) => {
        signal.removeEventListener('abort', stop);
        atWork(undefined);
        done({ code: code ?? -1, stdout, stderr });
      });
    });
  };
}

/** Last words of a command that failed, as one line. */
export function lastWords({ stdout, stderr }: CommandEnd): string {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').at(-1) ?? 'it said nothing';
}
