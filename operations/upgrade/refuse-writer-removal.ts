import type { DBCluster } from '@aws-sdk/client-rds';
import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../catalog/detailed-error';
import { awsCommand } from '../aws/aws-command';
import { isAccessDenied } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';

/**
 * Refuses an update that takes away the instance which writes in its Aurora cluster, while others stay: which one writes is
 * Aurora's choice, and no template knows it. Whoever may not read clusters isn't told.
 *
 * @param changes that AWS plans for the resources of a stack
 * @throws `CatalogError` `writer-removed` with the command by which another one writes
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBClusterMember.html
 */
export async function refuseWriterRemoval(
  target: AwsTarget,
  name: string,
  changes: readonly ResourceChange[],
): Promise<void> {
  const going = changes.flatMap(({ Action, ResourceType, PhysicalResourceId }) =>
    Action === 'REMOVE' && ResourceType === 'AWS::RDS::DBInstance' ? (PhysicalResourceId ?? []) : [],
  );
  if (going.length === 0) return;
  for (const { DBClusterIdentifier: cluster = '', DBClusterMembers: members = [] } of await clusters(target)) {
    const byTier = [...members].sort((one, other) => (one.PromotionTier ?? 0) - (other.PromotionTier ?? 0));
    const ids = (isWriter: boolean) =>
      byTier.filter((each) => each.IsClusterWriter === isWriter).map((each) => each.DBInstanceIdentifier ?? '');
    const writer = ids(true).find((id) => going.includes(id));
    const heir = ids(false).find((id) => !going.includes(id));
    if (writer === undefined || heir === undefined) continue;
    const place = { id: await target.accountId(), region: target.region };
    const command = awsCommand(place, 'rds failover-db-cluster', {
      'db-cluster-identifier': cluster,
      'target-db-instance-identifier': heir,
    });
    throw new DetailedError(
      'writer-removed',
      `${name}: the update takes away ${writer}, which is the one that writes in ${cluster} now: connections would break off, and Aurora would fail over in the middle of it`,
      { remedies: [{ ...command, label: 'Have another instance write first' }] },
    );
  }
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
