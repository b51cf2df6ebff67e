import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon Managed Service for Prometheus. */
export const aps: readonly Fact[] = [...holdsData('workspace', 'AWS::APS::Workspace')];
