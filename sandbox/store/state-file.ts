import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogError } from '../../catalog/errors';

/**
 * Offsets in the first page of the store's file (`MDB_meta` in LMDB's mdb.c): the file is mapped into memory, so
 * that opening one that isn't the store's ends the process instead of throwing.
 */
const HEADER = { length: 168, magic: 24, pageSize: 48, lastPage: 144 };
const MAGIC = 0xbeefc0de;

/**
 * The path of the store's file in a state folder, which is created where it doesn't exist.
 *
 * @throws CatalogError `bad-state-folder` where the folder can't be made, `corrupt-state` where the file in it isn't a
 *   store or has lost its end. Nothing is changed then.
 */
export function stateFile(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const why = (error as Error).message;
    throw new CatalogError(
      'bad-state-folder',
      `State folder ${folder} can't be made (${why}); choose another with --state.`,
    );
  }
  const path = join(folder, 'state.mdb');
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0 && !isReadable(path, size)) {
    const advice = 'Nothing was changed; move it away to begin anew, or choose another folder with --state.';
    throw new CatalogError('corrupt-state', `${path} isn't a state of the sandbox, or is damaged. ${advice}`);
  }
  return path;
}

function isReadable(path: string, size: number): boolean {
  const header = Buffer.alloc(HEADER.length);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header, 0, HEADER.length, 0) < HEADER.length) return false;
    if (header.readUInt32LE(HEADER.magic) !== MAGIC) return false;
    const wholeSize = (header.readBigUInt64LE(HEADER.lastPage) + 1n) * BigInt(header.readUInt32LE(HEADER.pageSize));
    // Pages at the end may be missing where they were given up before they were written: then only trying tells.
    return BigInt(size) >= wholeSize || survivesReading(path);
  } finally {
    closeSync(file);
  }
}

/** Reads the whole store in a process that may end over it. */
function survivesReading(path: string): boolean {
  const program = `
    const { open } = require(${JSON.stringify(require.resolve('lmdb'))});
    const store = open({ path: ${JSON.stringify(path)}, encoding: 'msgpack', maxDbs: 1, readOnly: true });
    for (const _ of store.getRange({})) ;
    process.exit(0);`;
  return spawnSync(process.execPath, ['-e', program], { stdio: 'ignore', timeout: 60_000 }).status === 0;
}
