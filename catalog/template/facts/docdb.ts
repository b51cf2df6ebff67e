import type { Fact } from './fact';
import { canLeaveSnapshot, holdsData, updates } from './families';

/** Facts about Amazon DocumentDB. */
export const docdb: readonly Fact[] = [
  ...holdsData('database', 'AWS::DocDB::DBCluster', 'AWS::DocDB::GlobalCluster'),
  canLeaveSnapshot('AWS::DocDB::DBCluster'),
  ...updates('AWS::DocDB::DBInstance', 'interruption', ['DBInstanceClass'], {
    words: "If you change the class of an instance there can be some interruption in the cluster's service.",
  }),
];
