import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about AWS IoT Analytics. */
export const iotanalytics: readonly Fact[] = [...holdsData('database', 'AWS::IoTAnalytics::Datastore')];
