import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about AWS HealthImaging. */
export const healthimaging: readonly Fact[] = [...holdsData('database', 'AWS::HealthImaging::Datastore')];
