import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon EMR. */
export const emr: readonly Fact[] = [...holdsData('database', 'AWS::EMR::Cluster')];
