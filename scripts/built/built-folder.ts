import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sources } from './sources';

/** Folder of what is built, in the project's: a folder for each build, and the file that names the one that counts. */
export const BUILT = '.built';

/** File whose text is the name of the folder that counts. */
export const CURRENT = 'current';

/** File of the command. */
export const COMMAND = 'catalog.cjs';

/** File of what decides whether the command may be run. */
export const START = 'start.cjs';

/** File that says what the command was built of. */
export const RECORD = 'sources.json';

/** Record of what a command was built of. */
export interface BuildRecord {
  readonly sources: Sources;
  /** Bytes of the command: a machine that loses its power may keep a part of a file. */
  readonly commandSize: number;
}

/**
 * Record of the command in a folder.
 *
 * @throws `Error` where there is none, or the command isn't whole
 */
export function readRecord(folder: string): BuildRecord {
  const record: BuildRecord = JSON.parse(readFileSync(join(folder, RECORD), 'utf8'));
  if (statSync(join(folder, COMMAND)).size !== record.commandSize) throw new Error(`${COMMAND} isn't whole.`);
  return record;
}

/** Writes a file so that whoever reads it finds all of the old one or all of the new one. */
export function replaceFile(folder: string, name: string, text: string): void {
  const temporary = join(folder, `${name}.${process.pid}.tmp`);
  writeFileSync(temporary, text);
  renameSync(temporary, join(folder, name));
}
