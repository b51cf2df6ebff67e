import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon Lightsail. */
export const lightsail: readonly Fact[] = [
  ...holdsData('database', 'AWS::Lightsail::Database'),
  ...holdsData('bucket', 'AWS::Lightsail::Bucket'),
  ...holdsData('file system', 'AWS::Lightsail::Disk'),
  ...holdsData(
    'snapshot',
    'AWS::Lightsail::DatabaseSnapshot',
    'AWS::Lightsail::DiskSnapshot',
    'AWS::Lightsail::InstanceSnapshot',
  ),
];
