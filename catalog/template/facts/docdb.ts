import { shrinks } from './conditions';
import type { Fact } from './fact';
import { canLeaveSnapshot, cuts, holdsData, updates } from './families';
import { neverGoesBack } from './refusals';
import { versionsIn } from './versions';

/** Facts about Amazon DocumentDB. */
export const docdb: readonly Fact[] = [
  ...holdsData('database', 'AWS::DocDB::DBCluster', 'AWS::DocDB::GlobalCluster'),
  canLeaveSnapshot('AWS::DocDB::DBCluster'),
  neverGoesBack(
    {
      type: 'AWS::DocDB::DBCluster',
      page: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/docdb-mvu.html',
    },
    versionsIn('EngineVersion'),
  ),
  cuts(
    'AWS::DocDB::DBCluster',
    'BackupRetentionPeriod',
    shrinks,
    'automated backups that are older than the new period',
  ),
  ...updates('AWS::DocDB::DBInstance', 'interruption', ['DBInstanceClass'], {
    words: "If you change the class of an instance there can be some interruption in the cluster's service.",
  }),
];
