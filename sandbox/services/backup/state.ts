import { defineTable, type Store } from '../../store/store';
import type { StackScope } from '../cloudformation';

/** A recovery point. Nothing is in it: the sandbox copies no data. */
export interface RecoveryPointRecord {
  readonly arn: string;
  readonly vault: string;
  /** ARN of what was backed up. */
  readonly resourceArn: string;
  readonly iamRoleArn: string;
  readonly created: Date;
}

/** Recovery points by account, region, vault and ARN. */
export const recoveryPoints = defineTable<RecoveryPointRecord>('backup/recovery-points');

/** The recovery points in a vault, by ARN. */
export function recoveryPointsIn(db: Store, { accountId, region }: StackScope, vault: string): RecoveryPointRecord[] {
  return db.list(recoveryPoints, [accountId, region, vault]).map(({ value }) => value);
}
