import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CatalogError } from '../../catalog/errors';
import { type AllRows, bringForward, type Migration } from './form';
import { defineTable } from './table';

/** The process that works with a state folder. */
interface Owner {
  readonly pid: number;
  /** Start of the process, which tells it from a later one of the same pid; empty where the system doesn't say. */
  readonly started: string;
  /** Tells several sandboxes of one process apart. */
  readonly id: string;
}

const owners = defineTable<Owner>('sandbox/owner');

/** Ids of the owners that this process is. */
const own = new Set<string>();

/**
 * Claims a state folder for this process, inside one transaction of the store: the store's lock, which the system releases
 * when its holder is killed, keeps two from claiming it at once, and what a killed process left is taken over. What an
 * earlier release left is brought to this one's form.
 *
 * @returns releases it; to be called inside a transaction too.
 * @throws CatalogError `state-in-use` where a living process has it; as {@link bringForward} does.
 */
export function claim(rows: AllRows, folder: string, migrations: readonly Migration[]): () => void {
  const owner = rows.get(owners, []);
  if (owner && isAlive(owner)) {
    const advice = `Stop process ${owner.pid} first, or choose another folder with --state.`;
    throw new CatalogError('state-in-use', `State folder ${folder} is in use by process ${owner.pid}. ${advice}`);
  }
  bringForward(rows, folder, migrations);
  const id = randomUUID();
  rows.put(owners, [], { pid: process.pid, started: startOf(process.pid), id });
  own.add(id);
  return () => {
    own.delete(id);
    rows.remove(owners, []);
  };
}

function isAlive({ pid, started, id }: Owner): boolean {
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
