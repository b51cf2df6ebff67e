import { type LaunchRoleStatement, launchArn, manageKeys, manageTopics, stackLogGroups } from '../../catalog/product';

const alarms = launchArn('cloudwatch', 'alarm:bellyfed-*');
const dashboards = launchArn('cloudwatch', 'dashboard/bellyfed-*', { region: '' });
const objectives = [launchArn('application-signals', 'slo/bellyfed-*')];

/** Made by the first objective of an account; no other role is looked at. */
const applicationSignalsRole = launchArn(
  'iam',
  'role/aws-service-role/application-signals.cloudwatch.amazonaws.com/AWSServiceRoleForCloudWatchApplicationSignals',
  { region: '' },
);

/** What launching, updating and terminating the observability tier needs. */
export const observabilityLaunchRole: readonly LaunchRoleStatement[] = [
  {
    Sid: 'Alarms',
    Effect: 'Allow',
    Action: [
      'cloudwatch:DeleteAlarms',
      'cloudwatch:DescribeAlarms',
      'cloudwatch:PutCompositeAlarm',
      'cloudwatch:PutMetricAlarm',
    ],
    Resource: [alarms],
  },
  {
    Sid: 'Dashboards',
    Effect: 'Allow',
    Action: ['cloudwatch:DeleteDashboards', 'cloudwatch:GetDashboard', 'cloudwatch:PutDashboard'],
    Resource: [dashboards],
  },
  {
    Sid: 'TagAlarmsAndDashboards',
    Effect: 'Allow',
    Action: ['cloudwatch:ListTagsForResource', 'cloudwatch:TagResource', 'cloudwatch:UntagResource'],
    Resource: [alarms, dashboards],
  },
  manageTopics('Topic', ['sns:GetSubscriptionAttributes', 'sns:SetSubscriptionAttributes', 'sns:Unsubscribe']),
  ...manageKeys('Key'),
  {
    Sid: 'MetricFilters',
    Effect: 'Allow',
    Action: ['logs:DeleteMetricFilter', 'logs:DescribeMetricFilters', 'logs:PutMetricFilter'],
    Resource: stackLogGroups,
  },
  {
    Sid: 'SavedQueries',
    Effect: 'Allow',
    Action: ['logs:DeleteQueryDefinition', 'logs:DescribeQueryDefinitions', 'logs:PutQueryDefinition'],
    Resource: '*',
    reason: 'Saved queries are no resources of IAM: these actions take none.',
  },
  {
    Sid: 'Traces',
    Effect: 'Allow',
    Action: [
      'xray:CreateGroup',
      'xray:CreateSamplingRule',
      'xray:DeleteGroup',
      'xray:DeleteSamplingRule',
      'xray:GetGroup',
      'xray:ListTagsForResource',
      'xray:TagResource',
      'xray:UntagResource',
      'xray:UpdateGroup',
      'xray:UpdateSamplingRule',
    ],
    Resource: [
      ...['traces', 'faults', 'slow'].map((name) => launchArn('xray', `group/*-${name}/*`)),
      ...['api', 'web'].map((name) => launchArn('xray', `sampling-rule/*-${name}`)),
    ],
  },
  {
    Sid: 'ReadSamplingRules',
    Effect: 'Allow',
    Action: ['xray:GetSamplingRules'],
    Resource: '*',
    reason: 'X-Ray lists the sampling rules of the whole account only.',
  },
  {
    Sid: 'CreateObjectives',
    Effect: 'Allow',
    Action: ['application-signals:CreateServiceLevelObjective'],
    Resource: '*',
    reason: 'It takes no resource.',
  },
  {
    Sid: 'Objectives',
    Effect: 'Allow',
    Action: [
      'application-signals:DeleteServiceLevelObjective',
      'application-signals:GetServiceLevelObjective',
      'application-signals:ListServiceLevelObjectiveExclusionWindows',
      'application-signals:ListTagsForResource',
      'application-signals:TagResource',
      'application-signals:UntagResource',
      'application-signals:UpdateServiceLevelObjective',
    ],
    Resource: objectives,
  },
  {
    Sid: 'MeasureObjectives',
    Effect: 'Allow',
    Action: ['cloudwatch:GetMetricData'],
    Resource: '*',
    reason: 'What an objective is measured from is read by it; the metrics of AWS services are no resources of IAM.',
  },
  {
    Sid: 'ObjectivesRole',
    Effect: 'Allow',
    Action: ['iam:CreateServiceLinkedRole', 'iam:GetRole'],
    Resource: [applicationSignalsRole],
  },
];
