import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogError } from '../../catalog/errors';

/** Run that has begun, as it is remembered on this machine until it has taken away what it made. */
export interface RunRecord {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** ISO 8601. */
  readonly began: string;
}

const NAME = 'run.json';

/** Run that didn't come to its end: it was killed, or something of it is still there. */
export function unendedRun(folder: string): RunRecord | undefined {
  const file = join(folder, NAME);
  if (!existsSync(file)) return undefined;
  const record: Partial<RunRecord> = JSON.parse(readFileSync(file, 'utf8'));
  const { id, account, region, began } = record;
  if (id === undefined || account === undefined || region === undefined || began === undefined) {
    throw new CatalogError('invalid-run', `${file} is no record of a run; delete it, and name the run by --run <id>.`);
  }
  return { id, account, region, began };
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
