import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon Kendra. */
export const kendra: readonly Fact[] = [...holdsData('database', 'AWS::Kendra::Index')];
