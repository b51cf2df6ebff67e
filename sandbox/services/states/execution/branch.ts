import type { Json } from '../../../../catalog/template';
import type { Rows } from '../../../store/rows';
import { defineTable } from '../../../store/store';
import type { Machine } from '../language/machine';

/** Key of a branch in its execution: the event that started its group, 0 for the execution's own states, and its place there. */
export type BranchKey = readonly [group: number, index: number];

/** Key of the branch that an execution's own states are. */
export const ROOT: BranchKey = [0, 0];

/**
 * Phase of a branch, which is what it does next: enter its state, end a wait, make a task's call, run its state again, go on
 * once its children have ended, or nothing, since it has ended itself.
 */
export type Phase = 'enter' | 'wait' | 'call' | 'retry' | 'children' | 'ended';

/** Branches of a `Parallel` state, or iterations of a `Map` state. */
export interface Children {
  readonly group: number;
  /** Index of the next one to start. */
  next: number;
  /** Number of those that haven't ended. */
  left: number;
}

/**
 * Branch of an execution: its own states, a branch of a `Parallel` state or an iteration of a `Map` state. The row says all
 * that is needed to go on; in hand it is a working copy, changed and then saved.
 */
export interface Branch {
  readonly key: BranchKey;
  readonly parent?: BranchKey;
  /** Name of the state that it is in, and the state's raw input. */
  state: string;
  input: Json;
  phase: Phase;
  /** When the phase is due, in milliseconds since 1970. */
  due: number;
  /** Number of its last event. */
  lastEvent: number;
  /** Event and time at which the state was entered. */
  entered?: { readonly event: number; readonly time: Date };
  /** Number of times that each retrier of the state has had it run again. */
  retries: number[];
  /** Input of a task's call that is to be made, and the time at which it is too late. */
  call?: { readonly input: Json; readonly timesOut?: number };
  children?: Children;
  /** Of a branch that has ended. */
  output?: Json;
}

/** Branches by the execution's ARN, group and index. Those of one that didn't succeed stay: there it could go on. */
export const branches = defineTable<Branch>('states/branches');

/** Branch that an execution's own states are, before its first step. */
export function rootBranch({ StartAt }: Machine, input: Json, now: Date): Branch {
  return { key: ROOT, state: StartAt, input, phase: 'enter', due: now.getTime(), lastEvent: 0, retries: [] };
}

/** The branch at a key; undefined where there is none. */
export function branchAt(db: Rows, arn: string, key: BranchKey): Branch | undefined {
  return db.get(branches, [arn, ...key]);
}

/** Writes a branch, new or changed. */
export function saveBranch(db: Rows, arn: string, branch: Branch): void {
  db.put(branches, [arn, ...branch.key], branch);
}

/** The children of a branch, in their order. */
export function childrenOf(db: Rows, arn: string, { children }: Branch): Branch[] {
  return children ? db.list(branches, [arn, children.group]).map(({ value }) => value) : [];
}

/** Removes the children of a branch, and theirs. */
export function removeChildren(db: Rows, arn: string, branch: Branch): void {
  for (const child of childrenOf(db, arn, branch)) {
    removeChildren(db, arn, child);
    db.remove(branches, [arn, ...child.key]);
  }
  branch.children = undefined;
}
