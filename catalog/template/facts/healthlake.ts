import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about AWS HealthLake. */
export const healthlake: readonly Fact[] = [...holdsData('database', 'AWS::HealthLake::FHIRDatastore')];
