import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Folder that is made once in a run of the tests and then shared by all files and processes of it: the first that asks
 * fills it, the others wait. It is read, never written; the run removes it. Rejects where the first failed.
 *
 * @param name of the folder, in the run's own
 * @param fill makes its content
 */
export async function onceARun(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const { RUN_FOLDER } = process.env;
  if (RUN_FOLDER === undefined)
    throw new Error('RUN_FOLDER is not set: only the runner of the tests makes a folder of a run.');
  const folder = join(RUN_FOLDER, name);
  const [done, failed] = [join(RUN_FOLDER, `${name}.done`), join(RUN_FOLDER, `${name}.failed`)];
  if (isFirst(folder)) {
    try {
      await fill(folder);
      writeFileSync(done, '');
    } catch (error) {
      writeFileSync(failed, '');
      throw error;
    }
  }
  while (!existsSync(done)) {
    if (existsSync(failed))
      throw new Error(`${name} could not be made: see the file that was the first to ask for it.`);
    await wait(100);
  }
  return folder;
}

/** Whether this is the first to ask for a folder: making one succeeds once. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
