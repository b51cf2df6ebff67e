import {
  createLinkedRoles,
  type LaunchRoleStatement,
  launchArn,
  type ManagedRoles,
  manageBuckets,
  manageKeys,
  manageLogGroups,
  manageRoles,
  manageTopics,
  passRole,
  stackRoles,
} from '../../../catalog/product';

/** Either prefix of a connection's ARN: https://docs.aws.amazon.com/dtconsole/latest/userguide/rename.html */
const connectionPrefixes = ['codeconnections', 'codestar-connections'] as const;

/** Product that has pipelines, and the roles that its projects and pipelines work with. */
export interface PipelineRoles extends ManagedRoles {
  /** Id of the product. */
  readonly product: string;
}

/** Launch permissions of pipelines, with their projects, connection, artifacts, logs and notifications. */
export function pipelinePermissions({
  product,
  roles = stackRoles,
  boundary,
}: PipelineRoles): readonly LaunchRoleStatement[] {
  return [
    ...manageRoles('Roles', { roles, boundary }),
    passRole('PassBuildRoles', 'codebuild.amazonaws.com', roles),
    passRole('PassPipelineRoles', 'codepipeline.amazonaws.com', roles),
    ...manageLogGroups('BuildLogs'),
    manageBuckets('ArtifactBucket', [launchArn('s3', 'bellyfed-*', { region: '', account: '' })]),
    ...manageKeys('NotificationKey', product),
    manageTopics('NotificationTopic'),
    ...connections,
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
    ...pipelines,
  ];
}

/** Connections get an id of AWS's choice; those that are brought may have either prefix. */
const connections: readonly LaunchRoleStatement[] = [
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
  ...connectionPrefixes.map(
    (prefix): LaunchRoleStatement => ({
      Sid: prefix === 'codeconnections' ? 'PassConnection' : 'PassOlderConnection',
      Effect: 'Allow',
      Action: [`${prefix}:PassConnection`],
      Resource: [launchArn(prefix, 'connection/*')],
      Condition: { StringEquals: { [`${prefix}:PassedToService`]: 'codepipeline.amazonaws.com' } },
    }),
  ),
];

/** Notification rules get an id of AWS's choice too. */
const pipelines: readonly LaunchRoleStatement[] = [
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
