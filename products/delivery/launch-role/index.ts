import type { LaunchRoleStatement } from '../../../catalog/product';
import { pipelineStatements } from './pipelines';
import { sharedStatements } from './shared';
import { storageStatements } from './storage';

/** What launching, updating and terminating delivery needs. */
export const deliveryLaunchRole: readonly LaunchRoleStatement[] = [
  ...sharedStatements,
  ...storageStatements,
  ...pipelineStatements,
];
