import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CatalogError } from '../../catalog/errors';
import { type AllRows, bringForward, type Migration } from './form';
import { hasOwnerFile, type Owner, processNamespace } from './owner-file';
import { defineTable } from './table';

const owners = defineTable<Owner>('sandbox/owner');

/** Ids of the owners that this process is. */
const own = new Set<string>();

/**
 * Claims a state folder for this process, inside one transaction of the store: the store's lock, which the system releases
 * when its holder is killed, keeps two from claiming it at once, and what a killed process left is taken over. What an
 * earlier release left is brought to this one's form.
 *
 * @param dead id of an owner in another namespace that is known to have ended.
 * @returns the owner that this process is, and what releases the folder, to be called inside a transaction too.
 * @throws CatalogError `state-in-use` where a living process has it; as {@link bringForward} does.
 */
export function claim(
  rows: AllRows,
  folder: string,
  migrations: readonly Migration[],
  dead?: string,
): { readonly owner: Owner; release(): void } {
  const earlier = rows.get(owners, []);
  if (earlier && earlier.id !== dead && isAlive(earlier, folder)) {
    const advice = `Stop process ${earlier.pid} first, or choose another folder with --state.`;
    throw new CatalogError('state-in-use', `State folder ${folder} is in use by process ${earlier.pid}. ${advice}`);
  }
  bringForward(rows, folder, migrations);
  const id = randomUUID();
  const owner = { pid: process.pid, started: startOf(process.pid), namespace: processNamespace(), id };
  rows.put(owners, [], owner);
  own.add(id);
  return {
    owner,
    release: () => {
      own.delete(id);
      rows.remove(owners, []);
    },
  };
}

function isAlive({ pid, started, id, namespace }: Owner, folder: string): boolean {
  // It has begun while this process waited for the one before it.
  if (namespace !== undefined && namespace !== processNamespace()) return hasOwnerFile(folder);
  if (pid === process.pid) return own.has(id);
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return started === '' || startOf(pid) === started;
}

/** When a process started, in ticks since boot: the 22nd field of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
