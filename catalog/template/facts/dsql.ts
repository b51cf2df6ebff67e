import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon Aurora DSQL. */
export const dsql: readonly Fact[] = [...holdsData('database', 'AWS::DSQL::Cluster')];
