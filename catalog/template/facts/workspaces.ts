import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon WorkSpaces. */
export const workspaces: readonly Fact[] = [...holdsData('desktop', 'AWS::WorkSpaces::Workspace')];
