import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon S3 Tables. */
export const s3tables: readonly Fact[] = [
  ...holdsData('table', 'AWS::S3Tables::Table'),
  ...holdsData('bucket', 'AWS::S3Tables::TableBucket'),
];
