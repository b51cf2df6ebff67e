import type { Fact } from './fact';
import { canLeaveSnapshot, holdsData, mayBeWriter, updates } from './families';
import { keptFor } from './losses';
import { neverGoesBack } from './refusals';
import { versionsIn } from './versions';

/** Facts about Amazon DocumentDB. */
export const docdb: readonly Fact[] = [
  ...holdsData('database', 'AWS::DocDB::DBCluster', 'AWS::DocDB::GlobalCluster'),
  mayBeWriter('AWS::DocDB::DBInstance', {
    words:
      'A failover for a cluster promotes one of the Amazon DocumentDB replicas (read-only instances) in the cluster to be the primary instance (the cluster writer).',
    page: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/API_FailoverDBCluster.html',
  }),
  keptFor({
    ...{ type: 'AWS::DocDB::DBCluster', property: 'BackupRetentionPeriod', things: 'Automated backups', preset: 1 },
    page: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/backup_restore.html',
  }),
  canLeaveSnapshot('AWS::DocDB::DBCluster'),
  neverGoesBack(
    {
      type: 'AWS::DocDB::DBCluster',
      page: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/docdb-mvu.html',
    },
    versionsIn('EngineVersion'),
  ),
  ...updates('AWS::DocDB::DBInstance', 'interruption', ['DBInstanceClass'], {
    words: "If you change the class of an instance there can be some interruption in the cluster's service.",
  }),
];
