import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon MemoryDB. */
export const memorydb: readonly Fact[] = [
  ...holdsData('database', 'AWS::MemoryDB::Cluster', 'AWS::MemoryDB::MultiRegionCluster'),
  ...holdsData('snapshot', 'AWS::MemoryDB::Snapshot'),
];
