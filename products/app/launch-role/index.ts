import type { LaunchRoleStatement } from '../../../catalog/product';
import { apiStatements } from './api';
import { edgeStatements } from './edge';
import { eventStatements } from './events';
import { sharedStatements } from './shared';
import { webStatements } from './web';

/** What launching, updating and terminating the app tier needs: what several parts share, then part by part. */
export const appLaunchRole: readonly LaunchRoleStatement[] = [
  ...sharedStatements,
  ...webStatements,
  ...apiStatements,
  ...eventStatements,
  ...edgeStatements,
];
