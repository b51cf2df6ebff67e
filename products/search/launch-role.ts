import {
  createLinkedRoles,
  type LaunchRoleStatement,
  launchArn,
  manageLogGroups,
  manageRoles,
  manageSecurityGroups,
  passRole,
} from '../../catalog/product';
import { functionPermissions } from './functions/permissions';
import { namePermissions } from './names/permissions';
import { nodePermissions } from './nodes/permissions';

const secrets = [launchArn('secretsmanager', 'secret:bellyfed-*')];

/** Permissions that nodes and functions need alike: on their place in the network, roles, secrets, logs. */
const shared: readonly LaunchRoleStatement[] = [
  {
    Sid: 'DescribeNetwork',
    Effect: 'Allow',
    Action: [
      'ec2:DescribeInstances',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeRegions',
      'ec2:DescribeSecurityGroupRules',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ],
    Resource: '*',
    reason: 'These reads of EC2 take no resource.',
  },
  ...manageSecurityGroups(),
  ...manageRoles('Roles'),
  passRole('PassTaskRoles', 'ecs-tasks.amazonaws.com'),
  passRole('PassFunctionRoles', 'lambda.amazonaws.com'),
  passRole('PassScheduleRole', 'scheduler.amazonaws.com'),
  createLinkedRoles('EcsLinkedRole', 'ecs.amazonaws.com'),
  {
    Sid: 'Secrets',
    Effect: 'Allow',
    Action: [
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteResourcePolicy',
      'secretsmanager:DeleteSecret',
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetResourcePolicy',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutResourcePolicy',
      'secretsmanager:TagResource',
      'secretsmanager:UntagResource',
      'secretsmanager:UpdateSecret',
    ],
    Resource: secrets,
  },
  {
    Sid: 'MakeUpSecrets',
    Effect: 'Allow',
    Action: ['secretsmanager:GetRandomPassword'],
    Resource: '*',
    reason: 'It makes up a text and takes no resource.',
  },
  {
    Sid: 'UseKey',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
    // The customer key may be any of the account; which one is known at launch only.
    Resource: [launchArn('kms', 'key/*')],
  },
  ...manageLogGroups('LogGroups'),
];

/** Permissions that launching, updating and terminating the search tier needs. */
export const searchLaunchRole: readonly LaunchRoleStatement[] = [
  ...shared,
  ...namePermissions,
  ...nodePermissions,
  ...functionPermissions,
];
