import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon S3. */
export const s3: readonly Fact[] = [...holdsData('bucket', 'AWS::S3::Bucket')];
