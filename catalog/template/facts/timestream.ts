import type { Fact } from './fact';
import { holdsData } from './families';
import { keptFor } from './losses';

/** Facts about Amazon Timestream. */
export const timestream: readonly Fact[] = [
  ...holdsData(
    'database',
    'AWS::Timestream::Database',
    'AWS::Timestream::InfluxDBCluster',
    'AWS::Timestream::InfluxDBInstance',
  ),
  ...holdsData('table', 'AWS::Timestream::Table'),
  keptFor({
    ...{ type: 'AWS::Timestream::Table', property: 'RetentionProperties.MagneticStoreRetentionPeriodInDays' },
    things: 'Records',
    // No page names it; the most that AWS takes: https://docs.aws.amazon.com/timestream/latest/developerguide/API_RetentionProperties.html
    preset: 73_000,
    words: 'When data expires out of the magnetic store, it is permanently deleted.',
    page: 'https://docs.aws.amazon.com/timestream/latest/developerguide/storage.html',
  }),
];
