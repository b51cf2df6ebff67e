import type { Fact } from './fact';
import { canLeaveSnapshot, holdsData, mayBeWriter, updates } from './families';
import { keptFor, renews } from './losses';
import { neverGoesBack, refusedWhile } from './refusals';
import { skipsMajor, versionsIn } from './versions';

/** Facts about Amazon Neptune. */
export const neptune: readonly Fact[] = [
  ...holdsData('database', 'AWS::Neptune::DBCluster', 'AWS::Neptune::GlobalCluster'),
  mayBeWriter('AWS::Neptune::DBInstance', {
    words:
      'A failover for a DB cluster promotes one of the Read Replicas (read-only instances) in the DB cluster to be the primary instance (the cluster writer).',
    page: 'https://docs.aws.amazon.com/neptune/latest/apiref/API_FailoverDBCluster.html',
  }),
  keptFor({
    ...{ type: 'AWS::Neptune::DBCluster', property: 'BackupRetentionPeriod', things: 'Automated backups', preset: 1 },
    page: 'https://docs.aws.amazon.com/neptune/latest/userguide/backup-restore-overview.html',
  }),
  canLeaveSnapshot('AWS::Neptune::DBCluster'),
  ...updates('AWS::Neptune::DBCluster', 'interruption', ['EngineVersion']),
  neverGoesBack(
    {
      type: 'AWS::Neptune::DBCluster',
      page: 'https://docs.aws.amazon.com/neptune/latest/userguide/engine-maintenance-management.html',
    },
    versionsIn('EngineVersion'),
  ),
  refusedWhile(
    {
      type: 'AWS::Neptune::DBCluster',
      property: 'EngineVersion',
      words: "You can't skip a major version and upgrade directly to the major version following.",
      page: 'https://docs.aws.amazon.com/neptune/latest/userguide/cfn-engine-update.html',
    },
    skipsMajor('EngineVersion'),
    'AWS refuses to skip a major version: release the ones between one by one.',
  ),
  ...updates('AWS::Neptune::DBInstance', 'replacement', ['AllowMajorVersionUpgrade'], {
    words:
      'When you change this parameter for an existing DB cluster, CloudFormation will replace your existing DB cluster with a new, empty one that uses the engine version you specified.',
  }),
  renews({
    ...{ type: 'AWS::Neptune::DBInstance', property: 'AllowMajorVersionUpgrade' },
    thing: 'the cluster, and the new one is empty',
    words:
      'When you change this parameter for an existing DB cluster, CloudFormation will replace your existing DB cluster with a new, empty one that uses the engine version you specified.',
  }),
  ...updates('AWS::Neptune::DBInstance', 'interruption', ['DBInstanceClass'], {
    words: 'If you update this property, some interruptions may occur.',
  }),
  ...updates('AWS::Neptune::DBInstance', 'interruption', ['DBParameterGroupName'], {
    words: 'the DB instance might need to be restarted, which causes some interruption',
  }),
];
