import type { Fact } from './fact';
import { canLeaveSnapshot, holdsData, updates } from './families';

/** Facts about Amazon Neptune. */
export const neptune: readonly Fact[] = [
  ...holdsData('database', 'AWS::Neptune::DBCluster', 'AWS::Neptune::GlobalCluster'),
  canLeaveSnapshot('AWS::Neptune::DBCluster'),
  ...updates('AWS::Neptune::DBCluster', 'interruption', ['EngineVersion']),
  ...updates('AWS::Neptune::DBInstance', 'interruption', ['DBInstanceClass'], {
    words: 'If you update this property, some interruptions may occur.',
  }),
  ...updates('AWS::Neptune::DBInstance', 'interruption', ['DBParameterGroupName'], {
    words: 'the DB instance might need to be restarted, which causes some interruption',
  }),
];
