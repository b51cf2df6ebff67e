import { readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogError } from '../../catalog/errors';

/** The process that works with a state folder. */
export interface Owner {
  readonly pid: number;
  /** Start of the process, which tells it from a later one of the same pid; empty where the system doesn't say. */
  readonly started: string;
  /** Namespace of process ids that `pid` is of; absent in a state of an earlier release. */
  readonly namespace?: string;
  /** Tells several sandboxes of one process apart. */
  readonly id: string;
}

/** Milliseconds between two signs of life of an owner. */
const BEAT = 1_000;

/** Milliseconds without a sign of life after which an owner counts as ended. */
const SILENCE = 10_000;

/** Signs of life of the process that has a state folder, until it stops. */
export interface Heartbeat {
  stop(): void;
}

/**
 * Namespace of process ids that this process is in, as the system names it; empty where it has none. A process of another one,
 * in a container of its own, can't be looked for by its id.
 * https://man7.org/linux/man-pages/man7/pid_namespaces.7.html
 */
export function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** Writes who has a state folder into it, and shows every second that the owner lives. */
export function heartbeatOf(folder: string, owner: Owner): Heartbeat {
  const path = fileOf(folder);
  writeFileSync(path, JSON.stringify(owner));
  const timer = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(path, now, now);
    } catch {
      // Without room or rights the store itself says so.
    }
  }, BEAT);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      rmSync(path, { force: true });
    },
  };
}

/**
 * Id of an owner in another namespace that gives no sign of life any more; undefined where there is no such owner. It is
 * waited for, before the store is opened: two processes with the same id in their namespaces would disturb one another there.
 *
 * @throws CatalogError `state-in-use` where it lives.
 */
export async function endedOwner(folder: string): Promise<string | undefined> {
  const owner = readOwner(folder);
  if (!owner || owner.namespace === processNamespace()) return undefined;
  const before = beatOf(folder);
  for (let waited = 0; waited < SILENCE; waited += BEAT / 2) {
    await new Promise((resolve) => setTimeout(resolve, BEAT / 2));
    const beat = beatOf(folder);
    if (beat === undefined) return undefined;
    if (beat !== before) {
      const where = `process ${owner.pid} of another container`;
      const advice = 'Stop it first, or choose another folder with --state.';
      throw new CatalogError('state-in-use', `State folder ${folder} is in use by ${where}. ${advice}`);
    }
  }
  return owner.id;
}

/** Whether a state folder says who has it. */
export function hasOwnerFile(folder: string): boolean {
  return beatOf(folder) !== undefined;
}

function readOwner(folder: string): Owner | undefined {
  try {
    const owner: unknown = JSON.parse(readFileSync(fileOf(folder), 'utf8'));
    return isOwner(owner) ? owner : undefined;
  } catch {
    return undefined;
  }
}

function isOwner(value: unknown): value is Owner {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

function beatOf(folder: string): number | undefined {
  return statSync(fileOf(folder), { throwIfNoEntry: false })?.mtimeMs;
}

function fileOf(folder: string): string {
  return join(folder, 'owner.json');
}
