import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about AWS Organizations. */
export const organizations: readonly Fact[] = [...holdsData('account', 'AWS::Organizations::Account')];
