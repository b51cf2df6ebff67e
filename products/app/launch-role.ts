import {
  createLinkedRoles,
  ec2Resources,
  type LaunchRoleStatement,
  launchArn,
  manageLogGroups,
  manageRoles,
  manageSecurityGroups,
  passRole,
  stackLogGroups,
} from '../../catalog/product';
import { apiPermissions } from './api/permissions';
import { edgePermissions } from './edge/permissions';
import { eventPermissions } from './events/permissions';
import { functionPermissions } from './functions/permissions';
import { webPermissions } from './web/permissions';

/** Needed by several parts: security groups, log groups, roles. */
const shared: readonly LaunchRoleStatement[] = [
  {
    Sid: 'DescribeNetwork',
    Effect: 'Allow',
    Action: [
      'ec2:DescribeAccountAttributes',
      'ec2:DescribeAddresses',
      'ec2:DescribeInstances',
      'ec2:DescribeInternetGateways',
      'ec2:DescribeSecurityGroupRules',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ],
    Resource: '*',
    reason: 'These reads of EC2 take no resource; Elastic Load Balancing makes them in the name of its caller.',
  },
  {
    Sid: 'FindSecurityGroups',
    Effect: 'Allow',
    Action: ['ec2:GetSecurityGroupsForVpc'],
    Resource: ec2Resources('vpc'),
  },
  ...manageSecurityGroups(),
  ...manageLogGroups('LogGroups', [...stackLogGroups, launchArn('logs', 'log-group:aws-waf-logs-bellyfed-*')]),
  ...manageRoles('Roles'),
  passRole('PassTaskRoles', 'ecs-tasks.amazonaws.com'),
  passRole('PassFunctionRoles', 'lambda.amazonaws.com'),
  passRole('PassScheduleRole', 'scheduler.amazonaws.com'),
  createLinkedRoles('ServiceLinkedRoles', [
    'ecs.amazonaws.com',
    'ecs.application-autoscaling.amazonaws.com',
    'elasticloadbalancing.amazonaws.com',
  ]),
];

/** Statements of the app tier's launch role: what several parts need, then part by part. */
export const appLaunchRole: readonly LaunchRoleStatement[] = [
  ...shared,
  ...webPermissions,
  ...apiPermissions,
  ...functionPermissions,
  ...eventPermissions,
  ...edgePermissions,
];
