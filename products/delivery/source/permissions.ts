import { type LaunchRoleStatement, launchArn } from '../../../catalog/product';

/** Launch permissions of the connection to the repositories, which gets an id of AWS's choice. */
export const sourcePermissions: readonly LaunchRoleStatement[] = [
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
];
