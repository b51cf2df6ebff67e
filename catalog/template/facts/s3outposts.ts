import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon S3 on Outposts. */
export const s3outposts: readonly Fact[] = [...holdsData('bucket', 'AWS::S3Outposts::Bucket')];
