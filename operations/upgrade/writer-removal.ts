import type { DBCluster } from '@aws-sdk/client-rds';
import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import type { Stop } from '../agreement';
import { awsCommand } from '../aws/aws-command';
import { isAccessDenied } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';

const INSTANCE = 'AWS::RDS::DBInstance';

/**
 * Refusals of an update that takes away the instance which writes in its Aurora cluster, while others stay: which one writes is
 * Aurora's choice, and no template knows it. Each with the command by which another one writes. Whoever may not read clusters
 * isn't told.
 *
 * @param name of the provisioned product
 * @param changes that AWS plans for the resources of its stack
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBClusterMember.html
 */
export async function writerRemovals(
  target: AwsTarget,
  name: string,
  changes: readonly ResourceChange[],
): Promise<readonly Stop[]> {
  const going = new Map(
    changes
      .filter(({ Action, ResourceType }) => Action === 'REMOVE' && ResourceType === INSTANCE)
      .map(({ LogicalResourceId, PhysicalResourceId }) => [PhysicalResourceId ?? '', LogicalResourceId ?? '']),
  );
  if (going.size === 0) return [];
  const place = { id: await target.accountId(), region: target.region };
  return (await clusters(target)).flatMap(({ DBClusterIdentifier: cluster = '', DBClusterMembers: members = [] }) => {
    const byTier = [...members].sort((one, other) => (one.PromotionTier ?? 0) - (other.PromotionTier ?? 0));
    const ids = (isWriter: boolean) =>
      byTier.filter((each) => each.IsClusterWriter === isWriter).map((each) => each.DBInstanceIdentifier ?? '');
    const writer = ids(true).find((id) => going.has(id));
    const heir = ids(false).find((id) => !going.has(id));
    if (writer === undefined || heir === undefined) return [];
    const command = awsCommand(place, 'rds failover-db-cluster', {
      'db-cluster-identifier': cluster,
      'target-db-instance-identifier': heir,
    });
    return [
      {
        resource: `${name}.${going.get(writer)}`,
        why: `(${INSTANCE}): ${writer} is the one that writes in ${cluster} now: connections would break off, and Aurora would fail over in the middle of the update.`,
        remedy: { ...command, label: 'Have another instance write first' },
      },
    ];
  });
}

async function clusters(target: AwsTarget): Promise<DBCluster[]> {
  const rds = await target.rds();
  const found: DBCluster[] = [];
  let marker: string | undefined;
  try {
    do {
      const page = await rds.describeDBClusters({ Marker: marker });
      found.push(...(page.DBClusters ?? []));
      marker = page.Marker;
    } while (marker);
    return found;
  } catch (error) {
    if (isAccessDenied(error)) return [];
    throw error;
  }
}
