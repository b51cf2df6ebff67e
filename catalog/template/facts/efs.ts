import { hasPart } from './deletion-conditions';
import type { Fact } from './fact';
import { HANDLERS, holdsData, takes } from './families';

/** Facts about Amazon EFS. */
export const efs: readonly Fact[] = [
  ...holdsData('file system', 'AWS::EFS::FileSystem'),
  {
    type: 'AWS::EFS::FileSystem',
    on: 'deletion',
    when: hasPart('AWS::EFS::MountTarget', 'FileSystemId'),
    effect: 'refused',
    words: 'There are mount targets associated with the file system; delete them first.',
    page: 'https://docs.aws.amazon.com/efs/latest/ug/API_DeleteFileSystem.html',
    readers: HANDLERS,
  },
  takes('AWS::EFS::MountTarget', 'SubnetId', ['FileSystemId']),
];
