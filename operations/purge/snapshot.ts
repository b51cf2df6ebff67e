import type { RDS } from '@aws-sdk/client-rds';
import type { AwsTarget } from '../aws/aws-target';
import type { Properties } from './kinds';
import { pause } from './pause';

/** Properties of a cluster snapshot; undefined where there is none of that name, or one that isn't a person's. */
export async function snapshotProperties(rds: RDS, id: string): Promise<Properties | undefined> {
  try {
    const page = await rds.describeDBClusterSnapshots({ DBClusterSnapshotIdentifier: id, SnapshotType: 'manual' });
    const [snapshot] = page.DBClusterSnapshots ?? [];
    // As JSON: dates become text.
    return snapshot && JSON.parse(JSON.stringify(snapshot));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Deletes a cluster snapshot and waits until it is gone; one that is gone already is no error. */
export async function deleteSnapshot(target: AwsTarget, id: string): Promise<void> {
  const rds = await target.rds();
  try {
    await rds.deleteDBClusterSnapshot({ DBClusterSnapshotIdentifier: id });
  } catch (error) {
    if (isGone(error)) return;
    throw error;
  }
  while ((await snapshotProperties(rds, id)) !== undefined) await pause(target);
}

function isGone(error: unknown): boolean {
  return error instanceof Error && error.name === 'DBClusterSnapshotNotFoundFault';
}
