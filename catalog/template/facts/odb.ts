import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Oracle Database@AWS. */
export const odb: readonly Fact[] = [
  ...holdsData('database', 'AWS::ODB::CloudAutonomousVmCluster', 'AWS::ODB::CloudVmCluster'),
];
