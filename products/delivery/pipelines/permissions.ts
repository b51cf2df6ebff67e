import { createLinkedRoles, type LaunchRoleStatement, launchArn } from '../../../catalog/product';

/** Launch permissions of the pipelines, and of their notification rules, which get an id of AWS's choice. */
export const pipelinePermissions: readonly LaunchRoleStatement[] = [
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
