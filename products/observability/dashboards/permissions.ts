import { type LaunchRoleStatement, launchArn } from '../../../catalog/product';

/** ARN of every dashboard of the product. */
export const dashboards = launchArn('cloudwatch', 'dashboard/bellyfed-*', { region: '' });

/** Launch permissions of the dashboards. */
export const dashboardPermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'Dashboards',
    Effect: 'Allow',
    Action: ['cloudwatch:DeleteDashboards', 'cloudwatch:GetDashboard', 'cloudwatch:PutDashboard'],
    Resource: [dashboards],
  },
];
