import { type LaunchRoleStatement, launchArn } from '../../../catalog/product';

const functions = [launchArn('lambda', 'function:bellyfed-*-search*')];
const eventSourceMappings = [launchArn('lambda', 'event-source-mapping:*')];

/** What the functions need, and what leads events and time to them. */
export const functionStatements: readonly LaunchRoleStatement[] = [
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
  {
    Sid: 'CreateEventSourceMapping',
    Effect: 'Allow',
    Action: ['lambda:CreateEventSourceMapping'],
    Resource: '*',
    reason: 'It takes no resource: the mapping gets its id only now. The next statement names those that exist.',
  },
  {
    Sid: 'EventSourceMapping',
    Effect: 'Allow',
    Action: ['lambda:DeleteEventSourceMapping', 'lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
    Resource: eventSourceMappings,
  },
  {
    Sid: 'TagFunctions',
    Effect: 'Allow',
    Action: ['lambda:ListTags', 'lambda:TagResource', 'lambda:UntagResource'],
    Resource: [...functions, ...eventSourceMappings],
  },
  {
    Sid: 'Queues',
    Effect: 'Allow',
    Action: [
      'sqs:CreateQueue',
      'sqs:DeleteQueue',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ListQueueTags',
      'sqs:SetQueueAttributes',
      'sqs:TagQueue',
      'sqs:UntagQueue',
    ],
    Resource: [launchArn('sqs', 'SC-*')],
  },
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
