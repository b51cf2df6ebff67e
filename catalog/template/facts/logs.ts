import { shrinks } from './conditions';
import type { Fact } from './fact';
import { cuts, passesData, updates } from './families';

/** Facts about Amazon CloudWatch Logs. */
export const logs: readonly Fact[] = [
  ...passesData('log', 'AWS::Logs::LogGroup'),
  cuts('AWS::Logs::LogGroup', 'RetentionInDays', shrinks, 'events that are older than the new period', {
    isKept: false,
  }),
  ...updates('AWS::Logs::LogGroup', 'refused', ['LogGroupClass'], {
    page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
    words: "The value of logGroupClass can't be changed after a log group is created.",
  }),
];
