import type { Fact } from './fact';
import { passesData } from './families';
import { keptFor } from './losses';
import { atMost } from './refusals';

/** Facts about Amazon SQS. */
export const sqs: readonly Fact[] = [
  ...passesData('queue', 'AWS::SQS::Queue'),
  keptFor({
    ...{ type: 'AWS::SQS::Queue', property: 'MessageRetentionPeriod', things: 'Messages' },
    ...{ preset: 345_600, unit: 'seconds', isAccepted: true },
  }),
  atMost(80, {
    type: 'AWS::SQS::Queue',
    property: 'QueueName',
    words: 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    page: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html',
  }),
];
