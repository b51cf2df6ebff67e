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

/**
 * Command in a process of its own, at a place.
 *
 * @param added variables beside those that the run itself was started with
 * @param signal ends it
 */
export function catalogCommand(place: Place, added: NodeJS.ProcessEnv, signal: AbortSignal): CatalogCommand {
  return (verb = '', ...args) => {
    const where = LOCAL.has(verb) ? [] : place.options;
    const answer = ASKING.has(verb) && !args.includes('--plan') ? ['--yes'] : [];
    const child = spawn(process.execPath, [join(root, 'scripts/bin.cjs'), verb, ...args, ...where, ...answer], {
      cwd: root,
      env: { ...place.target.environment, ...added },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // It takes away what it began, which takes a moment.
    const stop = () => child.kill('SIGINT');
    signal.addEventListener('abort', stop);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
    });
    return new Promise((done, fail) => {
      child.on('error', fail);
      child.on('close', (code) => {
        signal.removeEventListener('abort', stop);
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
