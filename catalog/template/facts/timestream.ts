import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon Timestream. */
export const timestream: readonly Fact[] = [
  ...holdsData(
    'database',
    'AWS::Timestream::Database',
    'AWS::Timestream::InfluxDBCluster',
    'AWS::Timestream::InfluxDBInstance',
  ),
  ...holdsData('table', 'AWS::Timestream::Table'),
];
