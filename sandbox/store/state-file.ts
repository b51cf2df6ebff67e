import { spawnSync } from 'node:child_process';
import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CatalogError } from '../../catalog/errors';
import { StoreFailure } from './store-failure';

/**
 * Offsets in the first page of the store's file (`MDB_meta` in LMDB's mdb.c): the file is mapped into memory, so
 * that opening one that isn't the store's ends the process instead of throwing.
 */
const HEADER = { length: 168, magic: 24, pageSize: 48, lastPage: 144 };
const MAGIC = 0xbeefc0de;

/** Bytes that must be free: the store maps its file into memory, and a page that has no room ends the process. */
const LEAST_ROOM = 8 * 1024 * 1024;

/** Whether the file system of a folder has room for the next transaction. One that doesn't say how large it is has. */
export function hasRoom(folder: string): boolean {
  const { blocks, bavail, bsize } = statfsSync(folder);
  return blocks === 0 || bavail * bsize >= LEAST_ROOM;
}

/** Fault of a state folder that is full. */
export function noRoom(folder: string): StoreFailure {
  const advice = 'All that was answered is kept; make room and start again, or choose another folder with --state.';
  return new StoreFailure(
    'state-full',
    `State folder ${folder} has less than ${LEAST_ROOM >> 20} MB of room. ${advice}`,
  );
}

/**
 * The path of the store's file in a state folder, which is created where it doesn't exist.
 *
 * @throws CatalogError `bad-state-folder` where the folder can't be made or written to, `state-full`, `corrupt-state` where the file in it isn't a
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
  checkWritable(folder, path);
  if (!hasRoom(folder)) throw noRoom(folder);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0 && !isReadable(path, size)) {
    const advice = 'Nothing was changed; move it away to begin anew, or choose another folder with --state.';
    throw new CatalogError('corrupt-state', `${path} isn't a state of the sandbox, or is damaged. ${advice}`);
  }
  return path;
}

function checkWritable(folder: string, path: string): void {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    writeFileSync(probe, '');
    rmSync(probe);
    for (const file of [path, `${path}-lock`]) {
      if (statSync(file, { throwIfNoEntry: false })) accessSync(file, constants.R_OK | constants.W_OK);
    }
  } catch (error) {
    const why = (error as Error).message;
    const message = `State folder ${folder} can't be written to (${why}); choose another with --state.`;
    throw new CatalogError('bad-state-folder', message);
  }
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
