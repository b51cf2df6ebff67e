import { type LaunchRoleStatement, launchArn } from '../../../catalog/product';

/** Launch permissions of the repository for images, and of its key. */
export const imagePermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'ImageRepository',
    Effect: 'Allow',
    Action: [
      'ecr:CreateRepository',
      'ecr:DeleteLifecyclePolicy',
      'ecr:DeleteRepository',
      'ecr:DescribeRepositories',
      'ecr:GetLifecyclePolicy',
      'ecr:GetRepositoryPolicy',
      'ecr:ListTagsForResource',
      'ecr:PutImageScanningConfiguration',
      'ecr:PutImageTagMutability',
      'ecr:PutLifecyclePolicy',
      'ecr:TagResource',
      'ecr:UntagResource',
    ],
    Resource: [launchArn('ecr', 'repository/bellyfed-*')],
  },
  {
    Sid: 'RetireGrantOfImages',
    Effect: 'Allow',
    Action: ['kms:RetireGrant'],
    Resource: [launchArn('kms', 'key/*')],
  },
  {
    Sid: 'GrantKeyToImages',
    Effect: 'Allow',
    Action: ['kms:CreateGrant'],
    Resource: [launchArn('kms', 'key/*')],
    // The key of the form may be any of the account. Grants to AWS's services only, never to people.
    Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  },
];
