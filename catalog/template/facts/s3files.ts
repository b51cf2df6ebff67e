import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon S3 Files. */
export const s3files: readonly Fact[] = [...holdsData('file system', 'AWS::S3Files::FileSystem')];
