import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about AWS CloudTrail. */
export const cloudtrail: readonly Fact[] = [...holdsData('database', 'AWS::CloudTrail::EventDataStore')];
