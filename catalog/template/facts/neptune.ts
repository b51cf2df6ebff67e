import type { Fact } from './fact';
import { canLeaveSnapshot, holdsData, mayBeWriter, updates } from './families';
import { keptFor } from './losses';

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
  ...updates('AWS::Neptune::DBInstance', 'interruption', ['DBInstanceClass'], {
    words: 'If you update this property, some interruptions may occur.',
  }),
  ...updates('AWS::Neptune::DBInstance', 'interruption', ['DBParameterGroupName'], {
    words: 'the DB instance might need to be restarted, which causes some interruption',
  }),
];
