import { ownArn } from '../own-arn';

/**
 * Lets the role that starts a task or a build pull its image from repositories of this account and region; public ones need
 * no permission.
 *
 * @param repositories ARN or pattern. @default - any repository
 */
export function pullImages(repositories = ownArn('ecr', 'repository/*')): readonly object[] {
  return [
    {
      Sid: 'LogIntoRegistry',
      Effect: 'Allow',
      Action: 'ecr:GetAuthorizationToken',
      // It takes no resource: the token is for the whole registry.
      Resource: '*',
    },
    {
      Sid: 'PullImage',
      Effect: 'Allow',
      Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Resource: repositories,
    },
  ];
}
