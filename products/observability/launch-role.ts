import type { LaunchRoleStatement } from '../../catalog/product';
import { alarmPermissions, alarms, alarmTopicPermissions, backupRulePermissions } from './alarms/permissions';
import { dashboardPermissions, dashboards } from './dashboards/permissions';
import { logPermissions } from './logs/permissions';
import { objectivePermissions } from './objectives/permissions';
import { tracePermissions } from './traces/permissions';

/** Statements of the observability tier's launch role, part by part; tags of alarms and dashboards are one service's. */
export const observabilityLaunchRole: readonly LaunchRoleStatement[] = [
  ...alarmPermissions,
  ...dashboardPermissions,
  {
    Sid: 'TagAlarmsAndDashboards',
    Effect: 'Allow',
    Action: ['cloudwatch:ListTagsForResource', 'cloudwatch:TagResource', 'cloudwatch:UntagResource'],
    Resource: [alarms, dashboards],
  },
  ...alarmTopicPermissions,
  ...backupRulePermissions,
  ...logPermissions,
  ...tracePermissions,
  ...objectivePermissions,
];
