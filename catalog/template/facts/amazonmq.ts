import type { Fact } from './fact';
import { SOME_INTERRUPTIONS, updates } from './families';

/** Facts about Amazon MQ. */
export const amazonmq: readonly Fact[] = [
  ...updates('AWS::AmazonMQ::Broker', 'interruption', ['Configuration', 'HostInstanceType'], {
    words: SOME_INTERRUPTIONS,
  }),
  ...updates('AWS::AmazonMQ::Broker', 'interruption', ['EngineVersion']),
];
