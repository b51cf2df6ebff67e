import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about AWS Directory Service. */
export const directoryservice: readonly Fact[] = [
  ...holdsData('directory', 'AWS::DirectoryService::MicrosoftAD', 'AWS::DirectoryService::SimpleAD'),
];
