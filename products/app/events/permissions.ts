import { type LaunchRoleStatement, launchArn, manageQueues } from '../../../catalog/product';

const buses = [launchArn('events', 'event-bus/bellyfed-*')];
const rules = [launchArn('events', 'rule/bellyfed-*')];
const scheduleGroups = [launchArn('scheduler', 'schedule-group/bellyfed-*')];

/** Launch permissions of the bus, the queues and the schedules. */
export const eventPermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'Buses',
    Effect: 'Allow',
    Action: ['events:CreateEventBus', 'events:DeleteEventBus', 'events:DescribeEventBus', 'events:UpdateEventBus'],
    Resource: buses,
  },
  {
    Sid: 'BusPolicies',
    Effect: 'Allow',
    Action: ['events:PutPermission', 'events:RemovePermission'],
    Resource: '*',
    reason: 'EventBridge takes no resource for the policies of its buses.',
  },
  {
    Sid: 'Archives',
    Effect: 'Allow',
    Action: ['events:CreateArchive', 'events:DeleteArchive', 'events:DescribeArchive', 'events:UpdateArchive'],
    Resource: [...buses, launchArn('events', 'archive/*')],
  },
  {
    Sid: 'Rules',
    Effect: 'Allow',
    Action: [
      'events:DeleteRule',
      'events:DescribeRule',
      'events:ListTargetsByRule',
      'events:PutRule',
      'events:PutTargets',
      'events:RemoveTargets',
    ],
    Resource: rules,
  },
  {
    Sid: 'TagEvents',
    Effect: 'Allow',
    Action: ['events:ListTagsForResource', 'events:TagResource', 'events:UntagResource'],
    Resource: [...buses, ...rules],
  },
  manageQueues('Queues'),
  {
    Sid: 'Schedules',
    Effect: 'Allow',
    Action: [
      'scheduler:CreateSchedule',
      'scheduler:DeleteSchedule',
      'scheduler:GetSchedule',
      'scheduler:UpdateSchedule',
    ],
    Resource: [launchArn('scheduler', 'schedule/bellyfed-*')],
  },
  {
    Sid: 'ScheduleGroups',
    Effect: 'Allow',
    Action: [
      'scheduler:CreateScheduleGroup',
      'scheduler:DeleteScheduleGroup',
      'scheduler:GetScheduleGroup',
      'scheduler:ListTagsForResource',
      'scheduler:TagResource',
      'scheduler:UntagResource',
    ],
    Resource: scheduleGroups,
  },
];
