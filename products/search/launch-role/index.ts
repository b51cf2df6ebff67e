import type { LaunchRoleStatement } from '../../../catalog/product';
import { functionStatements } from './functions';
import { nameStatements } from './names';
import { nodeStatements } from './nodes';
import { sharedStatements } from './shared';

/** What launching, updating and terminating the search tier needs. */
export const searchLaunchRole: readonly LaunchRoleStatement[] = [
  ...sharedStatements,
  ...nameStatements,
  ...nodeStatements,
  ...functionStatements,
];
