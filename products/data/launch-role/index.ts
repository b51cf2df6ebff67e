import type { LaunchRoleStatement } from '../../../catalog/product';
import { databaseStatements } from './database';
import { fileStatements } from './files';
import { sharedStatements } from './shared';
import { signInStatements } from './sign-in';
import { tableAndBucketStatements } from './tables-and-buckets';

/** What launching, updating and terminating the data tier needs: what several stores share, then store by store. */
export const dataLaunchRole: readonly LaunchRoleStatement[] = [
  ...sharedStatements,
  ...databaseStatements,
  ...tableAndBucketStatements,
  ...fileStatements,
  ...signInStatements,
];
