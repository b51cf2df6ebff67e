import type { Fact } from './fact';
import { holdsData, reference, updates } from './families';

/** Facts about Amazon FSx. */
export const fsx: readonly Fact[] = [
  ...holdsData('file system', 'AWS::FSx::FileSystem', 'AWS::FSx::Volume'),
  ...holdsData('snapshot', 'AWS::FSx::Snapshot'),
  ...updates('AWS::FSx::FileSystem', 'interruption', ['WindowsConfiguration'], {
    page: reference('aws-properties-fsx-filesystem-windowsconfiguration'),
  }),
];
