import {
  type LaunchRoleStatement,
  launchArn,
  manageClusters,
  manageServices,
  taskDefinitionsReason,
} from '../../../catalog/product';

const ecs = (...resources: string[]) => resources.map((resource) => launchArn('ecs', resource));

/** Permissions that the nodes need: on their cluster, services and tasks, and directories beside those of a base environment. */
export const nodePermissions: readonly LaunchRoleStatement[] = [
  manageClusters('Cluster', ecs('cluster/bellyfed-*-search')),
  manageServices('Services', ecs('service/bellyfed-*-search/*', 'service-deployment/bellyfed-*-search/*')),
  {
    Sid: 'Tasks',
    Effect: 'Allow',
    Action: ['ecs:DeregisterTaskDefinition', 'ecs:DescribeTaskDefinition', 'ecs:RegisterTaskDefinition'],
    Resource: '*',
    reason: taskDefinitionsReason,
  },
  {
    Sid: 'TagNodes',
    Effect: 'Allow',
    Action: ['ecs:ListTagsForResource', 'ecs:TagResource', 'ecs:UntagResource'],
    Resource: ecs(
      'cluster/bellyfed-*-search',
      'service/bellyfed-*-search/*',
      'task/bellyfed-*-search/*',
      'task-definition/bellyfed-*-search-*:*',
    ),
  },
  {
    Sid: 'Directories',
    Effect: 'Allow',
    Action: [
      'elasticfilesystem:CreateAccessPoint',
      'elasticfilesystem:DeleteAccessPoint',
      'elasticfilesystem:DescribeAccessPoints',
      'elasticfilesystem:ListTagsForResource',
      'elasticfilesystem:TagResource',
      'elasticfilesystem:UntagResource',
    ],
    // EFS gives them ids of its own choice.
    Resource: ['file-system', 'access-point'].map((type) => launchArn('elasticfilesystem', `${type}/*`)),
  },
];
