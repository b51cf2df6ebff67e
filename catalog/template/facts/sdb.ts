import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon SimpleDB. */
export const sdb: readonly Fact[] = [...holdsData('database', 'AWS::SDB::Domain')];
