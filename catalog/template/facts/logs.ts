import type { Fact } from './fact';
import { updates } from './families';

/** Facts about Amazon CloudWatch Logs. */
export const logs: readonly Fact[] = [
  ...updates('AWS::Logs::LogGroup', 'refused', ['LogGroupClass'], {
    page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
    words: "The value of logGroupClass can't be changed after a log group is created.",
  }),
];
