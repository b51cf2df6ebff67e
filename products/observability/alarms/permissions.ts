import { type LaunchRoleStatement, launchArn, manageKeys, manageTopics } from '../../../catalog/product';

/** ARN of every alarm of the product, single or composite. */
export const alarms = launchArn('cloudwatch', 'alarm:bellyfed-*');

/** Launch permissions of the alarms. */
export const alarmPermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'Alarms',
    Effect: 'Allow',
    Action: ['cloudwatch:DeleteAlarms', 'cloudwatch:PutMetricAlarm'],
    Resource: [alarms],
  },
  {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
    Sid: 'CompositeAlarms',
    Effect: 'Allow',
    Action: ['cloudwatch:DescribeAlarms', 'cloudwatch:PutCompositeAlarm'],
    Resource: '*',
    reason: 'CloudWatch makes and reads composite alarms only for whoever may do so on *.',
  },
];

const rules = [launchArn('events', 'rule/bellyfed-*')];

/** Launch permissions of the rule that sees failed backups. */
export const backupRulePermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'Rules',
    Effect: 'Allow',
    Action: [
      'events:DeleteRule',
      'events:DescribeRule',
      'events:ListTagsForResource',
      'events:ListTargetsByRule',
      'events:PutRule',
      'events:TagResource',
      'events:UntagResource',
    ],
    Resource: rules,
  },
];

/** Launch permissions of the topic that they are sent to, and of its key. */
export const alarmTopicPermissions: readonly LaunchRoleStatement[] = [
  manageTopics('Topic'),
  ...manageKeys('Key', 'observability'),
];
