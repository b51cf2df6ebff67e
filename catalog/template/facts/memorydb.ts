import type { Fact } from './fact';
import { holdsData } from './families';
import { keptFor } from './losses';
import { neverGoesBack } from './refusals';
import { versionsIn } from './versions';

/** Facts about Amazon MemoryDB. */
export const memorydb: readonly Fact[] = [
  ...holdsData('database', 'AWS::MemoryDB::Cluster', 'AWS::MemoryDB::MultiRegionCluster'),
  ...holdsData('snapshot', 'AWS::MemoryDB::Snapshot'),
  keptFor({
    ...{ type: 'AWS::MemoryDB::Cluster', property: 'SnapshotRetentionLimit', things: 'Automatic snapshots', preset: 0 },
    page: 'https://docs.aws.amazon.com/memorydb/latest/devguide/snapshots-automatic.html',
  }),
  neverGoesBack(
    {
      type: 'AWS::MemoryDB::Cluster',
      words: 'You can upgrade to a newer engine version, but you cannot downgrade to an earlier engine version.',
      page: 'https://docs.aws.amazon.com/memorydb/latest/APIReference/API_UpdateCluster.html',
    },
    versionsIn('EngineVersion'),
  ),
];
