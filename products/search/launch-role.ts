import type { LaunchRoleStatement } from '../../catalog/product';

export const searchLaunchRole: readonly LaunchRoleStatement[] = [];
