import { renewed, shrinks } from './conditions';
import type { Fact } from './fact';
import { canLeaveSnapshot, cuts, holdsData, updates } from './families';
import { neverGoesBack } from './refusals';
import { versionsIn } from './versions';

/** Facts about Amazon Neptune. */
export const neptune: readonly Fact[] = [
  ...holdsData('database', 'AWS::Neptune::DBCluster', 'AWS::Neptune::GlobalCluster'),
  canLeaveSnapshot('AWS::Neptune::DBCluster'),
  ...updates('AWS::Neptune::DBCluster', 'interruption', ['EngineVersion']),
  neverGoesBack(
    {
      type: 'AWS::Neptune::DBCluster',
      page: 'https://docs.aws.amazon.com/neptune/latest/userguide/engine-maintenance-management.html',
    },
    versionsIn('EngineVersion'),
  ),
  cuts(
    'AWS::Neptune::DBCluster',
    'BackupRetentionPeriod',
    shrinks,
    'automated backups that are older than the new period',
  ),
  ...updates('AWS::Neptune::DBInstance', 'replacement', ['AllowMajorVersionUpgrade'], {
    words:
      'When you change this parameter for an existing DB cluster, CloudFormation will replace your existing DB cluster with a new, empty one that uses the engine version you specified.',
  }),
  cuts(
    'AWS::Neptune::DBInstance',
    'AllowMajorVersionUpgrade',
    renewed,
    'the cluster, in whose place CloudFormation makes an empty one',
  ),
  ...updates('AWS::Neptune::DBInstance', 'interruption', ['DBInstanceClass'], {
    words: 'If you update this property, some interruptions may occur.',
  }),
  ...updates('AWS::Neptune::DBInstance', 'interruption', ['DBParameterGroupName'], {
    words: 'the DB instance might need to be restarted, which causes some interruption',
  }),
];
