import { shrinks } from './conditions';
import type { Fact } from './fact';
import { canLeaveSnapshot, cuts, holdsData, updates } from './families';

/** Facts about Amazon Redshift. */
export const redshift: readonly Fact[] = [
  ...holdsData('database', 'AWS::Redshift::Cluster'),
  ...holdsData('snapshot', 'AWS::Redshift::Snapshot'),
  cuts(
    'AWS::Redshift::Cluster',
    'AutomatedSnapshotRetentionPeriod',
    shrinks,
    'automated snapshots that are older than the new period',
    {
      words:
        'If you decrease the automated snapshot retention period from its current value, existing automated snapshots that fall outside of the new retention period will be immediately deleted.',
      page: 'https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyCluster.html',
    },
  ),
  cuts(
    'AWS::Redshift::Cluster',
    'SnapshotCopyRetentionPeriod',
    shrinks,
    'copied snapshots that are older than the new period',
    {
      words:
        'If you decrease the retention period for automated snapshots that are copied to a destination AWS Region , Amazon Redshift deletes any existing automated snapshots that were copied to the destination AWS Region and that fall outside of the new retention period.',
    },
  ),
  canLeaveSnapshot('AWS::Redshift::Cluster'),
  ...updates('AWS::Redshift::Cluster', 'interruption', ['ClusterType', 'NodeType', 'NumberOfNodes']),
];
