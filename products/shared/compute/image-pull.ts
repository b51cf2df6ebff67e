import { ownArn } from '../own-arn';

/**
 * Lets the role that starts a task pull its image, from any repository of this account and region; public ones need no
 * permission.
 */
export function pullImages(): readonly object[] {
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
      Resource: ownArn('ecr', 'repository/*'),
    },
  ];
}
