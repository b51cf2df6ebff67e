import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon S3 Vectors. */
export const s3vectors: readonly Fact[] = [
  ...holdsData('bucket', 'AWS::S3Vectors::VectorBucket'),
  ...holdsData('table', 'AWS::S3Vectors::Index'),
];
