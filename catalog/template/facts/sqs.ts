import type { Fact } from './fact';
import { atMost } from './refusals';

/** Facts about Amazon SQS. */
export const sqs: readonly Fact[] = [
  atMost(80, {
    type: 'AWS::SQS::Queue',
    property: 'QueueName',
    words: 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    page: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html',
  }),
];
