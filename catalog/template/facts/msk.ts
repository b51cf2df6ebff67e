import type { Fact } from './fact';
import { holdsData } from './families';
import { neverGoesBack } from './refusals';
import { versionsIn } from './versions';

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
];
