import type { Fact } from './fact';
import { canLeaveSnapshot, holdsData, updates } from './families';
import { keptFor } from './losses';

/** Facts about Amazon Redshift. */
export const redshift: readonly Fact[] = [
  ...holdsData('database', 'AWS::Redshift::Cluster'),
  ...holdsData('snapshot', 'AWS::Redshift::Snapshot'),
  keptFor({
    ...{ type: 'AWS::Redshift::Cluster', property: 'AutomatedSnapshotRetentionPeriod', preset: 1 },
    things: 'Automated snapshots',
    words:
      'If you decrease the automated snapshot retention period from its current value, existing automated snapshots that fall outside of the new retention period will be immediately deleted.',
    page: 'https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyCluster.html',
  }),
  keptFor({
    ...{ type: 'AWS::Redshift::Cluster', property: 'SnapshotCopyRetentionPeriod', preset: 7 },
    things: 'Copied automated snapshots',
    words:
      'If you decrease the retention period for automated snapshots that are copied to a destination AWS Region , Amazon Redshift deletes any existing automated snapshots that were copied to the destination AWS Region and that fall outside of the new retention period.',
  }),
  canLeaveSnapshot('AWS::Redshift::Cluster'),
  ...updates('AWS::Redshift::Cluster', 'interruption', ['ClusterType', 'NodeType', 'NumberOfNodes']),
];
