import type { Fact } from './fact';
import { holdsData } from './families';
import { neverGoesBack, refusedWhile } from './refusals';
import { movesMetadata, versionsIn } from './versions';

/** Facts about Amazon MSK. */
export const msk: readonly Fact[] = [
  ...holdsData('stream', 'AWS::MSK::Cluster', 'AWS::MSK::ServerlessCluster'),
  neverGoesBack(
    {
      type: 'AWS::MSK::Cluster',
      words: "You can't downgrade an existing MSK cluster to an older version of Apache Kafka.",
      page: 'https://docs.aws.amazon.com/msk/latest/developerguide/version-upgrades.html',
    },
    versionsIn('KafkaVersion'),
  ),
  refusedWhile(
    {
      type: 'AWS::MSK::Cluster',
      property: 'KafkaVersion',
      page: 'https://docs.aws.amazon.com/msk/latest/developerguide/zk-to-kraft-migration.html',
    },
    movesMetadata('KafkaVersion'),
    'AWS migrates a cluster from ZooKeeper to KRaft at version 3.9.x alone, and never back.',
  ),
];
