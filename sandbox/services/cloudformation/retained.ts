import { randomUUID } from 'node:crypto';
import type { Json } from '../../../catalog/template';
import type { Work } from '../../call';
import { defineTable, type Row, type Store } from '../../store/store';
import type { Incarnation, StackRecord, StackScope } from './state';

/** What a stack left behind: a resource that its policy kept, or the snapshot of one that went. */
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
}

/** What stacks left behind, by account, region, time in milliseconds and a random id. */
export const retained = defineTable<RetainedRecord>('cloudformation/retained');

/** Notes what a stack leaves behind. */
export function retain(
  { db, now }: Work,
  stack: StackRecord,
  { logicalId, type }: { readonly logicalId: string; readonly type: string },
  { physicalId = '', properties, attributes, tags }: Incarnation,
  kind: RetainedRecord['kind'],
): void {
  const { accountId, region, id: stackId, name: stackName } = stack;
  const record = { kind, type, physicalId, properties, attributes, stackId, stackName, logicalId, tags, at: now };
  db.put(retained, [accountId, region, now.getTime(), randomUUID()], record);
}

/** What the stacks of an account and region left behind, oldest first. */
export function retainedIn(db: Store, { accountId, region }: StackScope): Row<RetainedRecord>[] {
  return db.list(retained, [accountId, region]);
}
