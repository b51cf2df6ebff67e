import type { Fact } from './fact';
import { canLeaveSnapshot, holdsData, mayBeWriter, updates } from './families';
import { keptFor } from './losses';

/** Facts about Amazon Neptune. */
export const neptune: readonly Fact[] = [
  ...holdsData('database', 'AWS::Neptune::DBCluster', 'AWS::Neptune::GlobalCluster'),
  mayBeWriter(
    'AWS::Neptune::DBInstance',
    'https://docs.aws.amazon.com/neptune/latest/userguide/feature-overview-availability.html',
  ),
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
