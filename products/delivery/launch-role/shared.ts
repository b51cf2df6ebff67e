import { type LaunchRoleStatement, launchArn, manageRoles, passRole } from '../../../catalog/product';

/**
 * CloudFormation names what has no name after its stack, and Service Catalog's stacks are named `SC-<account>-pp-<id>`.
 * The role that deploys has a name, for portfolios to know it by.
 */
const ownRoles = ['role/SC-*', 'role/BellyfedDelivery-*'].map((role) => launchArn('iam', role, { region: '' }));

/** What projects and pipelines alike need: roles and logs. */
export const sharedStatements: readonly LaunchRoleStatement[] = [
  manageRoles('Roles', ownRoles),
  passRole('PassBuildRoles', 'codebuild.amazonaws.com', ownRoles),
  passRole('PassPipelineRoles', 'codepipeline.amazonaws.com', ownRoles),
  {
    Sid: 'DescribeLogs',
    Effect: 'Allow',
    Action: ['logs:DescribeIndexPolicies', 'logs:DescribeLogGroups', 'logs:DescribeResourcePolicies'],
    Resource: '*',
    reason: 'CloudWatch Logs lists log groups and policies of the whole account only.',
  },
  {
    Sid: 'BuildLogs',
    Effect: 'Allow',
    Action: [
      'logs:AssociateKmsKey',
      'logs:CreateLogGroup',
      'logs:DeleteLogGroup',
      'logs:DeleteRetentionPolicy',
      'logs:DisassociateKmsKey',
      'logs:GetDataProtectionPolicy',
      'logs:ListTagsForResource',
      'logs:PutRetentionPolicy',
      'logs:TagResource',
      'logs:UntagResource',
    ],
    Resource: [launchArn('logs', 'log-group:SC-*')],
  },
];
