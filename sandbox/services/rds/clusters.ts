import type * as model from '@aws-sdk/client-rds';
import type { DBCluster, DBClusterMember } from '@aws-sdk/client-rds';
import { AwsError } from '../../kernel/aws-error';
import type { Operations } from '../../kernel/operations';
import { pageOf } from '../../kernel/page';
import { booleanOf, textOf } from '../../kernel/properties';
import { defineTable, type Store } from '../../store/store';
import { arnOfExisting, type Existing, existingIn, type StackScope } from '../cloudformation';

/** Clusters a page holds unless the call says. */
const PAGE = 100;

/** Instances that a failover has made the writers of their clusters, by account, region and cluster. */
const writers = defineTable<string>('rds/writers');

/** Promotion tier of an instance that names none: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
const DEFAULT_TIER = 1;

/** Operations on Aurora clusters that stacks have made. */
export const clusterOperations = {
  /** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusters.html */
  DescribeDBClusters({ DBClusterIdentifier, Filters, Marker, MaxRecords }, call) {
    if (Filters?.length) {
      throw new AwsError('InvalidParameterValue', 'The sandbox knows no filters of DescribeDBClusters.');
    }
    const found =
      DBClusterIdentifier === undefined
        ? existingIn(call.db, call, 'AWS::RDS::DBCluster')
        : [theCluster(call.db, call, DBClusterIdentifier)];
    const { items, next } = pageOf(found, ({ physicalId }) => physicalId, {
      token: Marker,
      size: MaxRecords ?? PAGE,
      of: 'DescribeDBClusters',
      badToken: () => new AwsError('InvalidParameterValue', 'The specified marker is invalid.'),
    });
    return { DBClusters: items.map((cluster) => described(call.db, cluster)), Marker: next };
  },

  /** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_FailoverDBCluster.html: it is over at once. */
  FailoverDBCluster({ DBClusterIdentifier = '', TargetDBInstanceIdentifier }, call) {
    const cluster = theCluster(call.db, call, DBClusterIdentifier);
    const readers = membersOf(call.db, cluster).filter(({ IsClusterWriter }) => !IsClusterWriter);
    const [target] = readers.filter(
      ({ DBInstanceIdentifier: id }) =>
        TargetDBInstanceIdentifier === undefined || id === nameIn(TargetDBInstanceIdentifier),
    );
    if (target?.DBInstanceIdentifier === undefined) {
      const message = `Cluster ${cluster.physicalId} has no reader to fail over to.`;
      throw new AwsError('InvalidDBClusterStateFault', message);
    }
    call.db.put(writers, [call.accountId, call.region, cluster.physicalId], target.DBInstanceIdentifier);
    return { DBCluster: described(call.db, cluster) };
  },
} satisfies Operations<typeof model>;

function theCluster(db: Store, scope: StackScope, nameOrArn: string): Existing {
  const id = nameIn(nameOrArn);
  const found = existingIn(db, scope, 'AWS::RDS::DBCluster').find(({ physicalId }) => physicalId.toLowerCase() === id);
  if (found) return found;
  throw new AwsError('DBClusterNotFoundFault', `DBCluster ${id} not found.`, 404);
}

function described(db: Store, cluster: Existing): DBCluster {
  const { physicalId, properties } = cluster;
  return {
    DBClusterIdentifier: physicalId,
    DBClusterArn: arnOfExisting(cluster),
    Status: 'available',
    Engine: textOf(properties.Engine),
    EngineVersion: textOf(properties.EngineVersion),
    DeletionProtection: booleanOf(properties.DeletionProtection) ?? false,
    DBClusterMembers: membersOf(db, cluster),
  };
}

/**
 * Instances of a cluster, the next to write first. After a failover the writer is the one that it chose; without any, and
 * once that one is gone, the one of the lowest tier.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
 */
function membersOf(db: Store, { scope, physicalId }: Existing): DBClusterMember[] {
  const instances = existingIn(db, scope, 'AWS::RDS::DBInstance')
    .filter(({ properties }) => textOf(properties.DBClusterIdentifier) === physicalId)
    .map((instance) => ({ id: instance.physicalId, tier: Number(instance.properties.PromotionTier ?? DEFAULT_TIER) }))
    .sort((one, other) => one.tier - other.tier || (one.id < other.id ? -1 : 1));
  const chosen = db.get(writers, [scope.accountId, scope.region, physicalId]);
  const writer = instances.find(({ id }) => id === chosen) ?? instances[0];
  return instances.map(({ id, tier }) => ({
    DBInstanceIdentifier: id,
    IsClusterWriter: id === writer?.id,
    DBClusterParameterGroupStatus: 'in-sync',
    PromotionTier: tier,
  }));
}

/** The name that a name or an ARN gives. Names don't tell capital letters from small ones. */
function nameIn(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:aws:rds:[^:]*:\d*:(?:cluster|db):/, '').toLowerCase();
}
