/** A part of a known stack: resources of one product, and the outputs by which they are found. */
export interface StackPart {
  /** Id of the product. */
  readonly product: string;
  /** Logical ids; `*` stands for any run of characters. */
  readonly resources: readonly string[];
  /** Outputs of the product that name them. */
  readonly outputs: readonly string[];
}

/** A stack of the platform's architecture, by the name that people know, and the products that hold it now. */
export interface KnownStack {
  readonly id: string;
  readonly name: string;
  readonly holds: string;
  readonly parts: readonly StackPart[];
}

/** The stacks that the platform's architecture names: whoever comes from them finds each. */
export const knownStacks: readonly KnownStack[] = [
  {
    id: 'K1',
    name: 'NetworkStack',
    holds: 'VPC, subnets, networking components',
    parts: [
      {
        product: 'network',
        resources: ['Vpc', 'VpcInternetGateway', 'Zone*Subnet', 'Zone*NatGateway', 'Endpoint*', 'NetworkAcl*'],
        outputs: ['VpcId', 'PublicSubnetIds', 'PrivateSubnetIds', 'IsolatedSubnetIds'],
      },
    ],
  },
  {
    id: 'K2',
    name: 'AuroraStack',
    holds: 'Aurora PostgreSQL database',
    parts: [
      {
        product: 'data',
        resources: ['DatabaseCluster', 'Database*Instance', 'DatabaseSubnetGroup', 'DatabaseSecurityGroup'],
        outputs: ['DatabaseEndpoint', 'DatabaseReaderEndpoint', 'DatabaseSecretArn', 'DatabaseClusterId'],
      },
    ],
  },
  {
    id: 'K3',
    name: 'DynamoDBStack',
    holds: 'DynamoDB tables',
    parts: [
      {
        product: 'data',
        resources: ['Tables*'],
        outputs: ['ContentTableName', 'SessionsTableName', 'IdempotencyTableName'],
      },
    ],
  },
  {
    id: 'K4',
    name: 'CognitoStack',
    holds: 'user authentication and authorization',
    parts: [
      {
        product: 'data',
        resources: ['UserPool*', 'IdentityPool*'],
        outputs: ['UserPoolId', 'WebClientId', 'UserPoolDomain', 'IdentityPoolId'],
      },
    ],
  },
  {
    id: 'K5',
    name: 'EcsInfrastructureStack',
    holds: 'ECS cluster, VPC and networking',
    parts: [
      { product: 'app', resources: ['Cluster', 'SecurityGroup*'], outputs: ['ClusterName', 'TaskSecurityGroupId'] },
      { product: 'network', resources: ['Vpc', 'Zone*PrivateSubnet'], outputs: ['VpcId', 'PrivateSubnetIds'] },
    ],
  },
  {
    id: 'K6',
    name: 'EcsServiceStack',
    holds: 'ECS service, task definition, container',
    parts: [
      {
        product: 'app',
        resources: ['Service', 'Task', 'TaskRole*', 'Scaling*', 'LoadBalancer*', 'Listener*'],
        outputs: ['ServiceName', 'ApplicationUrl', 'LoadBalancerDnsName'],
      },
    ],
  },
  {
    id: 'K7',
    name: 'ApiGatewayStack',
    holds: 'API Gateway and Lambda integrations',
    parts: [
      {
        product: 'app',
        resources: ['RestApi*', 'UsagePlan*', 'FunctionApi'],
        outputs: ['RestApiId', 'RestApiUrl', 'ApiFunctionName'],
      },
    ],
  },
  {
    id: 'K8',
    name: 'LambdaStack',
    holds: 'Lambda functions for API handlers',
    parts: [
      {
        product: 'app',
        resources: ['FunctionApi*', 'FunctionEvents*', 'FunctionMaintenance*'],
        outputs: ['ApiFunctionName', 'EventFunctionName', 'MaintenanceFunctionName'],
      },
    ],
  },
  {
    id: 'K9',
    name: 'TypesenseInfrastructureStack',
    holds: 'Typesense ECS infrastructure',
    parts: [
      {
        product: 'search',
        resources: ['NodesCluster', 'NodesNamespace', 'NodesNamespaceApi', 'SecurityGroupsNodes*', 'Secrets*'],
        outputs: ['ClusterName', 'NamespaceName', 'SecurityGroupId', 'KeySecretArn'],
      },
    ],
  },
  {
    id: 'K10',
    name: 'TypesenseServiceStack',
    holds: 'Typesense ECS service',
    parts: [{ product: 'search', resources: ['Nodes*Service', 'Nodes*Task'], outputs: ['ServiceNames', 'Endpoint'] }],
  },
  {
    id: 'K11',
    name: 'TypesenseLambdaStack',
    holds: 'Lambda functions for Typesense integration',
    parts: [
      {
        product: 'search',
        resources: ['Functions*', 'IndexQueue', 'Schedules*'],
        outputs: ['IndexerFunctionName', 'SearchFunctionName', 'SearchFunctionUrl'],
      },
    ],
  },
  {
    id: 'K12',
    name: 'CicdStack',
    holds: 'pipeline for the back end',
    parts: [{ product: 'delivery', resources: ['Backend*', 'Deploy*'], outputs: ['BackendPipelineName'] }],
  },
  {
    id: 'K13',
    name: 'FrontendCicdStack',
    holds: 'pipeline for the front end',
    parts: [
      {
        product: 'delivery',
        resources: ['Frontend*', 'Images'],
        outputs: ['FrontendPipelineName', 'RepositoryUri', 'RepositoryName'],
      },
    ],
  },
  {
    id: 'K14',
    name: 'MonitoringStack',
    holds: 'dashboards and alarms',
    parts: [
      {
        product: 'observability',
        resources: ['Dashboard*', '*AlarmsAny', 'EnvironmentAlarm', 'AlarmTopic'],
        outputs: ['OverviewDashboardName', 'EnvironmentAlarmName', 'AlarmTopicArn'],
      },
    ],
  },
];
