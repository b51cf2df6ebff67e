import {
  encryptVariables,
  type LaunchRoleStatement,
  launchArn,
  manageEventSourceMappings,
  manageQueues,
} from '../../../catalog/product';

const functions = [launchArn('lambda', 'function:bellyfed-*-search*')];

/** Permissions that the functions need, and those for what leads events and time to them. */
export const functionPermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'Functions',
    Effect: 'Allow',
    Action: [
      'lambda:CreateFunction',
      'lambda:CreateFunctionUrlConfig',
      'lambda:DeleteFunction',
      'lambda:DeleteFunctionUrlConfig',
      'lambda:GetFunction',
      'lambda:GetFunctionCodeSigningConfig',
      'lambda:GetFunctionRecursionConfig',
      'lambda:GetFunctionScalingConfig',
      'lambda:GetFunctionUrlConfig',
      'lambda:GetRuntimeManagementConfig',
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
      'lambda:UpdateFunctionUrlConfig',
    ],
    Resource: functions,
  },
  ...encryptVariables,
  ...manageEventSourceMappings('EventSourceMapping', functions),
  manageQueues('Queues'),
  {
    Sid: 'Rule',
    Effect: 'Allow',
    Action: [
      'events:DeleteRule',
      'events:DescribeRule',
      'events:ListTagsForResource',
      'events:ListTargetsByRule',
      'events:PutRule',
      'events:PutTargets',
      'events:RemoveTargets',
      'events:TagResource',
      'events:UntagResource',
    ],
    Resource: [launchArn('events', 'rule/bellyfed-*/SC-*')],
  },
  {
    Sid: 'Schedules',
    Effect: 'Allow',
    Action: [
      'scheduler:CreateSchedule',
      'scheduler:CreateScheduleGroup',
      'scheduler:DeleteSchedule',
      'scheduler:DeleteScheduleGroup',
      'scheduler:GetSchedule',
      'scheduler:GetScheduleGroup',
      'scheduler:ListTagsForResource',
      'scheduler:TagResource',
      'scheduler:UntagResource',
      'scheduler:UpdateSchedule',
    ],
    Resource: [launchArn('scheduler', 'schedule/bellyfed-*/*'), launchArn('scheduler', 'schedule-group/bellyfed-*')],
  },
];
