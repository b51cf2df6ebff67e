import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon QLDB. */
export const qldb: readonly Fact[] = [...holdsData('database', 'AWS::QLDB::Ledger')];
