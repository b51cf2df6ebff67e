import type { Work } from '../../kernel/work';
import type { Migration } from '../../store/form';
import type { Rows } from '../../store/rows';
import { defineTable } from '../../store/store';
import { removeChangeSets } from './change-sets/state';
import { operations } from './engine/operation';
import { removeResources } from './resource-rows';
import { events, everyStack, type StackRecord, type StackScope, stacks } from './state';

/** Deleted stacks that stay, however long ago it was, by account and region. */
const KEPT = 50;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStacks.html: kept for 90 days after deletion. */
const DAYS = 90;

/** Stacks that go with one that is deleted: an earlier state may have many to give up, and a step is to be short. */
const AT_ONCE = 4;

/** Uuids of deleted stacks by account, region, time of deletion in milliseconds and uuid. */
const deletedStacks = defineTable<string>('cloudformation/deleted-stacks');

/**
 * Notes that a stack is deleted, and forgets older ones with their events, resources and change sets: those that AWS no longer
 * shows, and all but the newest fifty. What stacks left behind is kept elsewhere. A nested stack stays while the outermost is
 * there, which may still ask for it.
 */
export function noteDeleted({ db, now }: Work, stack: StackRecord): void {
  const { accountId, region } = stack;
  db.put(deletedStacks, keyOf(stack), stack.uuid);
  const tooOld = now.getTime() - DAYS * 86_400_000;
  const surplus = db.count(deletedStacks, [accountId, region]) - KEPT;
  const oldest = db.list(deletedStacks, [accountId, region], { limit: Math.max(surplus, 0) + AT_ONCE });
  const going = oldest.filter(({ key }, index) => index < surplus || Number(key[2]) < tooOld);
  for (const { value: uuid } of going.slice(0, AT_ONCE)) {
    const gone = db.get(stacks, [accountId, region, uuid]);
    if (gone && !isNeeded(gone, { db })) forget(gone, { db });
  }
}

function isNeeded({ accountId, region, rootId }: StackRecord, { db }: Pick<Work, 'db'>): boolean {
  const root = rootId === undefined ? undefined : db.get(stacks, [accountId, region, rootId.split('/').at(-1) ?? '']);
  return root !== undefined && root.status !== 'DELETE_COMPLETE';
}

function forget(stack: StackRecord, { db }: Pick<Work, 'db'>): void {
  const { accountId, region, uuid, created } = stack;
  for (const { key } of db.list(events, [uuid])) db.remove(events, key);
  removeResources(db, stack);
  removeChangeSets(db, uuid);
  db.remove(operations, [uuid]);
  db.remove(everyStack, [accountId, region, created.getTime(), uuid]);
  db.remove(stacks, [accountId, region, uuid]);
  db.remove(deletedStacks, keyOf(stack));
}

function keyOf({ accountId, region, uuid, deleted, created }: StackRecord): [string, string, number, string] {
  return [accountId, region, (deleted ?? created).getTime(), uuid];
}

/** Notes the deleted stacks of a state from before they were forgotten. */
export const noteDeletedStacks: Migration = (rows: Rows) => {
  for (const { value } of rows.list<StackRecord & StackScope>(stacks)) {
    if (value.status === 'DELETE_COMPLETE') rows.put(deletedStacks, keyOf(value), value.uuid);
  }
};
