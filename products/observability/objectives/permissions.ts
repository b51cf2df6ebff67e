import { type LaunchRoleStatement, launchArn } from '../../../catalog/product';

const objectives = [launchArn('application-signals', 'slo/bellyfed-*')];

/** Made by the first objective of an account; no other role is looked at. */
const applicationSignalsRole = launchArn(
  'iam',
  'role/aws-service-role/application-signals.cloudwatch.amazonaws.com/AWSServiceRoleForCloudWatchApplicationSignals',
  { region: '' },
);

/** Launch permissions of the service level objectives. */
export const objectivePermissions: readonly LaunchRoleStatement[] = [
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
