import type { Fact } from './fact';
import { canLeaveSnapshot, holdsData, updates } from './families';

/** Facts about Amazon Redshift. */
export const redshift: readonly Fact[] = [
  ...holdsData('database', 'AWS::Redshift::Cluster'),
  ...holdsData('snapshot', 'AWS::Redshift::Snapshot'),
  canLeaveSnapshot('AWS::Redshift::Cluster'),
  ...updates('AWS::Redshift::Cluster', 'interruption', ['ClusterType', 'NodeType', 'NumberOfNodes']),
];
