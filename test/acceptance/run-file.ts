import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogError } from '../../catalog/errors';

/** Run that has begun, as it is remembered on this machine until it has taken away what it made. */
export interface RunRecord {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** Second account, where there was one. */
  readonly second?: string | undefined;
  /** ISO 8601. */
  readonly began: string;
  /** Id of its process on this machine. */
  readonly pid: number;
}

const NAME = 'run.json';
const COMMAND = 'command.pid';

/** Run that didn't come to its end: it was killed, or something of it is still there. */
export function unendedRun(folder: string): RunRecord | undefined {
  const file = join(folder, NAME);
  if (!existsSync(file)) return undefined;
  const record: Partial<RunRecord> = JSON.parse(readFileSync(file, 'utf8'));
  const { id, account, region, second, began, pid } = record;
  const isWhole = id !== undefined && account !== undefined && region !== undefined && began !== undefined;
  if (!isWhole || pid === undefined) {
    throw new CatalogError('invalid-run', `${file} is no record of a run; delete it, and name the run by --run <id>.`);
  }
  return { id, account, region, second, began, pid };
}

/**
 * Refuses to go on while a run, or a command that it started, is still at work: what was killed may have left one.
 *
 * @throws `CatalogError` `still-running`
 */
export function refuseWhileRunning(folder: string, { id, pid }: RunRecord): void {
  const file = join(folder, COMMAND);
  const command = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  const alive = [pid, command].filter((each) => each !== undefined && each !== process.pid && isAlive(each));
  if (alive.length === 0) return;
  throw new CatalogError(
    'still-running',
    `Run ${id} is still at work here, as process ${alive.join(' and ')}: wait, or end it.`,
  );
}

/** Remembers the command that is at work; undefined where none is. */
export function rememberCommand(folder: string, pid: number | undefined): void {
  if (pid === undefined) rmSync(join(folder, COMMAND), { force: true });
  else writeFileSync(join(folder, COMMAND), String(pid));
}

function isAlive(pid: number): boolean {
  try {
    // It sends nothing: https://nodejs.org/api/process.html#processkillpid-signal
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Remembers a run, before it makes anything. */
export function rememberRun(folder: string, record: RunRecord): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, NAME), `${JSON.stringify(record, null, 2)}\n`);
}

/** Forgets the run, once nothing of it is left. */
export function forgetRun(folder: string): void {
  rmSync(join(folder, NAME), { force: true });
}
