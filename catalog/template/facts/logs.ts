import type { Fact } from './fact';
import { passesData, updates } from './families';
import { keptFor } from './losses';

/** Facts about Amazon CloudWatch Logs. */
export const logs: readonly Fact[] = [
  ...passesData('log', 'AWS::Logs::LogGroup'),
  keptFor({
    ...{ type: 'AWS::Logs::LogGroup', property: 'RetentionInDays', things: 'Log events' },
    preset: Number.POSITIVE_INFINITY,
    isAccepted: true,
    page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  }),
  ...updates('AWS::Logs::LogGroup', 'refused', ['LogGroupClass'], {
    page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
    words: "The value of logGroupClass can't be changed after a log group is created.",
  }),
];
