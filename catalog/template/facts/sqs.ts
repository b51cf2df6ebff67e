import { shrinks } from './conditions';
import type { Fact } from './fact';
import { cuts, passesData } from './families';
import { atMost } from './refusals';

/** Facts about Amazon SQS. */
export const sqs: readonly Fact[] = [
  ...passesData('queue', 'AWS::SQS::Queue'),
  cuts('AWS::SQS::Queue', 'MessageRetentionPeriod', shrinks, 'messages that are older than the new period', {
    isKept: false,
  }),
  atMost(80, {
    type: 'AWS::SQS::Queue',
    property: 'QueueName',
    words: 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    page: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html',
  }),
];
