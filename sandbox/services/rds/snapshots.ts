import type * as model from '@aws-sdk/client-rds';
import type { DBClusterSnapshot } from '@aws-sdk/client-rds';
import { AwsError } from '../../kernel/aws-error';
import type { Operations } from '../../kernel/operations';
import { pageOf } from '../../kernel/page';
import { booleanOf, tagsOf, textOf } from '../../kernel/properties';
import type { Store } from '../../store/store';
import type { StackScope } from '../cloudformation';
import { findRetained, type RetainedRecord, removeRetained, retainedIn } from '../cloudformation';

/** Snapshots a page holds unless the call says. */
const PAGE = 100;

const CLUSTER = 'AWS::RDS::DBCluster';

/** The final snapshots of clusters that stacks deleted. */
export function clusterSnapshots(db: Store, scope: StackScope): RetainedRecord[] {
  return retainedIn(db, scope)
    .map(({ value }) => value)
    .filter(({ kind, type }) => kind === 'snapshot' && type === CLUSTER);
}

/** A snapshot's tags: those of its cluster where it copies them, but for AWS's own. */
export function snapshotTags({ properties, tags }: RetainedRecord): Record<string, string> {
  if (booleanOf(properties.CopyTagsToSnapshot) !== true) return {};
  const all = { ...tags, ...tagsOf(properties.Tags) };
  return Object.fromEntries(Object.entries(all).filter(([key]) => !key.startsWith('aws:')));
}

/** A snapshot's ARN. */
export function snapshotArn(snapshot: RetainedRecord, { accountId, region }: StackScope): string {
  return `arn:aws:rds:${region}:${accountId}:cluster-snapshot:${idOf(snapshot)}`;
}

/** Operations on snapshots of clusters. */
export const snapshotOperations = {
  /** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusterSnapshots.html */
  DescribeDBClusterSnapshots(input, call) {
    const { DBClusterSnapshotIdentifier: id, DBClusterIdentifier: cluster, SnapshotType } = input;
    if (input.Filters?.length) {
      throw new AwsError('InvalidParameterValue', 'The sandbox knows no filters of DescribeDBClusterSnapshots.');
    }
    const name = nameIn(id);
    const found = clusterSnapshots(call.db, call)
      .filter((snapshot) => name === undefined || idOf(snapshot) === name)
      .filter(({ physicalId }) => cluster === undefined || physicalId === cluster)
      // Final snapshots count as taken by hand.
      .filter(() => SnapshotType === undefined || SnapshotType === 'manual');
    if (name !== undefined && found.length === 0) throw notFound(name);
    const { items, next } = pageOf(found, idOf, {
      token: input.Marker,
      size: input.MaxRecords ?? PAGE,
      of: 'DescribeDBClusterSnapshots',
      badToken: () => new AwsError('InvalidParameterValue', 'The specified marker is invalid.'),
    });
    return { DBClusterSnapshots: items.map((snapshot) => described(snapshot, call)), Marker: next };
  },

  /** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBClusterSnapshot.html */
  DeleteDBClusterSnapshot({ DBClusterSnapshotIdentifier }, call) {
    const id = nameIn(DBClusterSnapshotIdentifier) ?? '';
    const snapshot = findRetained(call.db, call, { kind: 'snapshot', type: CLUSTER, id });
    if (!snapshot) throw notFound(id);
    const fault = call.parts.faults.deletionFailureOf(snapshot.logicalId);
    if (fault !== undefined) throw new AwsError('InvalidDBClusterSnapshotStateFault', fault);
    removeRetained(call.db, call, snapshot);
    return { DBClusterSnapshot: described(snapshot, call) };
  },
} satisfies Operations<typeof model>;

function described(snapshot: RetainedRecord, scope: StackScope): DBClusterSnapshot {
  const { physicalId, properties, at } = snapshot;
  return {
    DBClusterSnapshotIdentifier: idOf(snapshot),
    DBClusterSnapshotArn: snapshotArn(snapshot, scope),
    DBClusterIdentifier: physicalId,
    SnapshotType: 'manual',
    Status: 'available',
    PercentProgress: 100,
    SnapshotCreateTime: at,
    Engine: textOf(properties.Engine),
    EngineVersion: textOf(properties.EngineVersion),
    MasterUsername: textOf(properties.MasterUsername),
    StorageEncrypted: booleanOf(properties.StorageEncrypted) ?? false,
    KmsKeyId: textOf(properties.KmsKeyId),
    TagList: Object.entries(snapshotTags(snapshot)).map(([Key, Value]) => ({ Key, Value })),
  };
}

function idOf({ snapshotId }: RetainedRecord): string {
  return snapshotId ?? '';
}

/** The name of a snapshot that a name or an ARN gives. Names don't tell capital letters from small ones. */
function nameIn(nameOrArn: string | undefined): string | undefined {
  return nameOrArn?.replace(/^arn:aws:rds:[^:]*:\d*:cluster-snapshot:/, '').toLowerCase();
}

function notFound(id: string): AwsError {
  return new AwsError('DBClusterSnapshotNotFoundFault', `DBClusterSnapshot not found: ${id}`);
}
