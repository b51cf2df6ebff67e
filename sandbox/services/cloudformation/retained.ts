import { randomUUID } from 'node:crypto';
import type { Json } from '../../../catalog/template';
import { generatedName } from '../../kernel/unique-id';
import type { Work } from '../../kernel/work';
import { defineTable, type Row, type Store } from '../../store/store';
import type { Incarnation, StackRecord, StackScope } from './state';

/** Resource that a stack left behind: one that its policy kept, or the snapshot of one that went. */
export interface RetainedRecord {
  readonly kind: 'resource' | 'snapshot';
  readonly type: string;
  readonly physicalId: string;
  readonly properties: Readonly<Record<string, Json>>;
  readonly attributes: Readonly<Record<string, Json>>;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** The stack's tags. */
  readonly tags: Readonly<Record<string, string>>;
  readonly at: Date;
  /** Of a snapshot, its own name. */
  readonly snapshotId?: string;
}

/** Resources that stacks left behind, by account, region, time in milliseconds and a random id. */
export const retained = defineTable<RetainedRecord>('cloudformation/retained');
/** The last two parts of its key in {@link retained}, by account, region, kind, type and id: a snapshot's own id. */
const retainedIds = defineTable<readonly [number, string]>('cloudformation/retained-ids');

/** Notes what a stack leaves behind. */
export function retain(
  { db, now }: Work,
  stack: StackRecord,
  { logicalId, type }: { readonly logicalId: string; readonly type: string },
  { physicalId = '', properties, attributes, tags }: Incarnation,
  kind: RetainedRecord['kind'],
): void {
  const { accountId, region, id: stackId, name: stackName } = stack;
  const snapshotId =
    kind === 'snapshot' ? generatedName(stackName, `snapshot-${logicalId}`, 63).toLowerCase() : undefined;
  const record = { kind, type, physicalId, properties, attributes, stackId, stackName, logicalId, tags, at: now };
  const place = [now.getTime(), randomUUID()] as const;
  db.put(retained, [accountId, region, ...place], { ...record, snapshotId });
  db.put(retainedIds, indexKey(stack, { ...record, snapshotId }), place);
}

/** Resource of that type and id that a stack left behind; undefined where there is nothing of the kind. */
export function findRetained(
  db: Store,
  { accountId, region }: StackScope,
  { kind, type, id }: { readonly kind: RetainedRecord['kind']; readonly type: string; readonly id: string },
): RetainedRecord | undefined {
  const place = db.get(retainedIds, [accountId, region, kind, type, id]);
  return place && db.get(retained, [accountId, region, ...place]);
}

/** Writes the properties that something left behind has now. */
export function changeRetained(db: Store, scope: StackScope, record: RetainedRecord): void {
  const place = db.get(retainedIds, indexKey(scope, record));
  if (place) db.put(retained, [scope.accountId, scope.region, ...place], record);
}

/** Forgets something that was left behind: it is gone now. */
export function removeRetained(db: Store, scope: StackScope, record: RetainedRecord): void {
  const key = indexKey(scope, record);
  const place = db.get(retainedIds, key);
  if (place) db.remove(retained, [scope.accountId, scope.region, ...place]);
  db.remove(retainedIds, key);
}

function indexKey({ accountId, region }: StackScope, { kind, type, physicalId, snapshotId }: RetainedRecord): string[] {
  return [accountId, region, kind, type, snapshotId ?? physicalId];
}

/** Resources that the stacks of an account and region left behind, oldest first. */
export function retainedIn(db: Store, { accountId, region }: StackScope): Row<RetainedRecord>[] {
  return db.list(retained, [accountId, region]);
}
