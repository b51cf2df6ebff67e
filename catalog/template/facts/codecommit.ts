import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about AWS CodeCommit. */
export const codecommit: readonly Fact[] = [...holdsData('repository', 'AWS::CodeCommit::Repository')];
