import { createLinkedRoles, type LaunchRoleStatement, launchArn } from '../../../catalog/product';

/** What projects, pipelines and their source need. Connections and notification rules get an id of AWS's choice. */
export const pipelineStatements: readonly LaunchRoleStatement[] = [
  {
    Sid: 'CreateConnection',
    Effect: 'Allow',
    Action: ['codeconnections:CreateConnection'],
    Resource: '*',
    reason: 'It takes no resource: the connection that it creates has no id yet.',
  },
  {
    Sid: 'Connection',
    Effect: 'Allow',
    Action: [
      'codeconnections:DeleteConnection',
      'codeconnections:GetConnection',
      'codeconnections:ListTagsForResource',
      'codeconnections:TagResource',
      'codeconnections:UntagResource',
    ],
    Resource: [launchArn('codeconnections', 'connection/*')],
  },
  {
    Sid: 'PassConnection',
    Effect: 'Allow',
    Action: ['codeconnections:PassConnection'],
    Resource: [launchArn('codeconnections', 'connection/*')],
    Condition: { StringEquals: { 'codeconnections:PassedToService': 'codepipeline.amazonaws.com' } },
  },
  {
    Sid: 'Projects',
    Effect: 'Allow',
    Action: [
      'codebuild:BatchGetProjects',
      'codebuild:CreateProject',
      'codebuild:DeleteProject',
      'codebuild:UpdateProject',
    ],
    Resource: [launchArn('codebuild', 'project/bellyfed-*')],
  },
  {
    Sid: 'ReportGroups',
    Effect: 'Allow',
    Action: [
      'codebuild:BatchGetReportGroups',
      'codebuild:CreateReportGroup',
      'codebuild:DeleteReportGroup',
      'codebuild:UpdateReportGroup',
    ],
    Resource: [launchArn('codebuild', 'report-group/bellyfed-*')],
  },
  {
    Sid: 'Pipelines',
    Effect: 'Allow',
    Action: [
      'codepipeline:CreatePipeline',
      'codepipeline:DeletePipeline',
      'codepipeline:GetPipeline',
      'codepipeline:GetPipelineState',
      'codepipeline:ListTagsForResource',
      'codepipeline:TagResource',
      'codepipeline:UntagResource',
      'codepipeline:UpdatePipeline',
    ],
    Resource: [launchArn('codepipeline', 'bellyfed-*')],
  },
  {
    Sid: 'NotificationRules',
    Effect: 'Allow',
    Action: [
      'codestar-notifications:CreateNotificationRule',
      'codestar-notifications:DeleteNotificationRule',
      'codestar-notifications:DescribeNotificationRule',
      'codestar-notifications:TagResource',
      'codestar-notifications:UntagResource',
      'codestar-notifications:UpdateNotificationRule',
    ],
    Resource: [launchArn('codestar-notifications', 'notificationrule/*')],
  },
  createLinkedRoles('ServiceLinkedRole', 'codestar-notifications.amazonaws.com'),
];
