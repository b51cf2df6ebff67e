import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon S3 Express One Zone. */
export const s3express: readonly Fact[] = [...holdsData('bucket', 'AWS::S3Express::DirectoryBucket')];
