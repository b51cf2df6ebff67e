import type { Fact } from './fact';
import { updates } from './families';

/** Facts about AWS Database Migration Service. */
export const dms: readonly Fact[] = [
  ...updates('AWS::DMS::ReplicationInstance', 'interruption', ['EngineVersion', 'MultiAZ', 'ReplicationInstanceClass']),
];
