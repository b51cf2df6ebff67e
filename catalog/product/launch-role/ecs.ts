import type { ArnPattern, LaunchRoleStatement } from './statement';

/** Reason why task definitions are registered, read and taken back on `*`, as `ecs:RegisterTaskDefinition` of the table says. */
export const taskDefinitionsReason =
  'ECS decides two of these on * alone, and AWS’s policies register on * too; what a task may do is up to the roles that may be passed.';

/** Lets the launch role make, change and delete clusters. */
export function manageClusters(Sid: string, clusters: readonly ArnPattern[]): LaunchRoleStatement {
  return {
    Sid,
    Effect: 'Allow',
    Action: [
      'ecs:CreateCluster',
      'ecs:DeleteCluster',
      'ecs:DescribeClusters',
      'ecs:UpdateCluster',
      'ecs:UpdateClusterSettings',
    ],
    Resource: clusters,
  };
}

/**
 * Lets the launch role make, change and delete services, and follow and stop their deployments.
 *
 * @param services the services and their deployments: `service/…` and `service-deployment/…`
 */
export function manageServices(Sid: string, services: readonly ArnPattern[]): LaunchRoleStatement {
  return {
    Sid,
    Effect: 'Allow',
    Action: [
      'ecs:CreateService',
      'ecs:DeleteService',
      'ecs:DescribeServiceDeployments',
      'ecs:DescribeServices',
      'ecs:ListServiceDeployments',
      'ecs:StopServiceDeployment',
      'ecs:UpdateService',
    ],
    Resource: services,
  };
}
