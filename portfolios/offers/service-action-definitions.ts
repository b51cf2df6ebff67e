/** Id of an action on what people launched, as the context lists it. */
export type ServiceActionId = 'restart-service' | 'snapshot-database';

/** One action. */
export interface ServiceActionDefinition {
  readonly id: ServiceActionId;
  /** In the console: letters, digits and `_ - .`; unique in the account and region. */
  readonly name: string;
  readonly description: string;
  /** Products that have such a resource. */
  readonly products: readonly string[];
  /** Type of the resource that it acts on, which whoever runs it chooses among those of the launched stack. */
  readonly targetType: string;
  /** The automation's parameter that takes the resource's physical id. */
  readonly parameter: string;
  readonly parameterDescription: string;
  /** Steps of the automation. */
  readonly steps: readonly object[];
  /** Permissions of its role; resources as `ecs:service/x`, in the account and region of the hub. */
  readonly grants: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[];
}

/** The cluster is a part of the service's ARN: `arn:aws:ecs:<region>:<account>:service/<cluster>/<service>`. */
const RESTART = [
  'import boto3',
  'def restart(events, context):',
  '    service = events["service"]',
  '    cluster = service.split("/")[1]',
  '    boto3.client("ecs").update_service(cluster=cluster, service=service, forceNewDeployment=True)',
].join('\n');

/** Every action that there is. */
export const serviceActions: Readonly<Record<ServiceActionId, ServiceActionDefinition>> = {
  'restart-service': {
    id: 'restart-service',
    name: 'Bellyfed-RestartService',
    description: 'Replaces the tasks of a service one after the other, as a new deployment of the same does.',
    products: ['app', 'search'],
    targetType: 'AWS::ECS::Service',
    parameter: 'Service',
    parameterDescription: 'ARN of the service.',
    // https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeScript.html
    steps: [
      {
        name: 'Restart',
        action: 'aws:executeScript',
        isEnd: true,
        inputs: {
          Runtime: 'python3.11',
          Handler: 'restart',
          InputPayload: { service: '{{ Service }}' },
          Script: RESTART,
        },
      },
    ],
    grants: [{ actions: ['ecs:UpdateService'], resources: ['ecs:service/SC-*', 'ecs:service/bellyfed-*-search/*'] }],
  },
  'snapshot-database': {
    id: 'snapshot-database',
    name: 'Bellyfed-SnapshotDatabase',
    description: 'Takes a snapshot of the database cluster, which stays until somebody deletes it.',
    products: ['data'],
    targetType: 'AWS::RDS::DBCluster',
    parameter: 'Cluster',
    parameterDescription: 'Identifier of the database cluster.',
    // https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeAwsApi.html
    steps: [
      {
        name: 'TakeSnapshot',
        action: 'aws:executeAwsApi',
        inputs: {
          Service: 'rds',
          Api: 'CreateDBClusterSnapshot',
          DBClusterIdentifier: '{{ Cluster }}',
          DBClusterSnapshotIdentifier: 'action-{{ automation:EXECUTION_ID }}',
        },
      },
      {
        name: 'WaitForIt',
        action: 'aws:waitForAwsResourceProperty',
        timeoutSeconds: 3600,
        isEnd: true,
        inputs: {
          Service: 'rds',
          Api: 'DescribeDBClusterSnapshots',
          DBClusterSnapshotIdentifier: 'action-{{ automation:EXECUTION_ID }}',
          PropertySelector: '$.DBClusterSnapshots[0].Status',
          DesiredValues: ['available'],
        },
      },
    ],
    grants: [
      {
        actions: ['rds:CreateDBClusterSnapshot'],
        resources: ['rds:cluster:bellyfed-*', 'rds:cluster-snapshot:action-*'],
      },
      { actions: ['rds:DescribeDBClusterSnapshots'], resources: ['rds:cluster-snapshot:action-*'] },
    ],
  },
};
