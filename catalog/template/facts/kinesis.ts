import { own } from '../json';
import type { Fact, ResourceCondition } from './fact';
import { LOSSES, pageOf, passesData } from './families';
import { keptFor } from './losses';

/** Records are kept for more than the day that all streams keep them: somebody may want to read them again. */
const longerThanADay: ResourceCondition = {
  looksAt: 'resource',
  says: 'RetentionPeriodHours is more than 24',
  holds: (_, { properties }) => Number(own(properties, 'RetentionPeriodHours')) > 24,
};

/** Facts about Amazon Kinesis Data Streams. */
export const kinesis: readonly Fact[] = [
  {
    type: 'AWS::Kinesis::Stream',
    on: 'deletion',
    when: longerThanADay,
    effect: 'data lost',
    kind: 'stream',
    page: pageOf('AWS::Kinesis::Stream'),
    readers: LOSSES,
  },
  ...passesData('stream', 'AWS::Kinesis::Stream'),
  keptFor({
    ...{ type: 'AWS::Kinesis::Stream', property: 'RetentionPeriodHours', things: 'Records', preset: 24, unit: 'hours' },
    words:
      "Decreases the Kinesis data stream's retention period, which is the length of time data records are accessible after they are added to the stream.",
    page: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html',
  }),
];
