import { type LaunchRoleStatement, launchArn, manageBuckets, manageKeys, manageTopics } from '../../../catalog/product';

/** What images, artifacts and notifications need. */
export const storagePermissions: readonly LaunchRoleStatement[] = [
  manageBuckets('ArtifactBucket', [launchArn('s3', 'bellyfed-*', { region: '', account: '' })]),
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
  ...manageKeys('NotificationKey', 'delivery'),
  {
    Sid: 'GrantKeyToImages',
    Effect: 'Allow',
    Action: ['kms:CreateGrant'],
    Resource: [launchArn('kms', 'key/*')],
    // The key of the form may be any of the account. Grants to AWS's services only, never to people.
    Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  },
  {
    Sid: 'RetireKeyGrantsOfImages',
    Effect: 'Allow',
    Action: ['kms:RetireGrant'],
    Resource: [launchArn('kms', 'key/*')],
  },
  manageTopics('NotificationTopic'),
];
