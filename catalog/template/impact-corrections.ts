import type { Impact, Json } from './types';

/** A property whose update does something else than AWS's resource database says. */
export interface ImpactCorrection {
  readonly type: string;
  /** Names from the top-level property down; holds for everything below, unless a longer path says otherwise. */
  readonly path: readonly string[];
  readonly impact: Impact;
  /** What it does when there was no value, or the list only grows; absent: the same. */
  readonly additions?: Impact;
  /** The property that identifies the list's elements: one that comes or goes then changes nothing inside the others. */
  readonly key?: string;
  /** The only change, from one value to another, that the correction is about; absent: every change. */
  readonly change?: readonly [Json, Json];
  /** The page that says so. */
  readonly source: string;
}

const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

/** The same correction for several top-level properties of a type. */
function each(type: string, page: string, impact: Impact, names: readonly string[]): ImpactCorrection[] {
  const source = page.startsWith('https:') ? page : `${REFERENCE}/${page}.html`;
  return names.map((name) => ({ type, path: [name], impact, source }));
}

/** Where the service refuses what the database calls an update or a replacement. */
const REFUSED: readonly ImpactCorrection[] = [
  // How people sign in is fixed when the pool is made: the update fails and rolls back.
  ...each('AWS::Cognito::UserPool', 'aws-resource-cognito-userpool', 'refused', [
    'AliasAttributes',
    'UsernameAttributes',
    'UsernameConfiguration',
  ]),
  {
    type: 'AWS::Cognito::UserPool',
    path: ['Schema'],
    impact: 'refused',
    additions: 'none',
    source: `${REFERENCE}/aws-properties-cognito-userpool-schemaattribute.html`,
  },
  // Size, type and performance of a volume can change, and nothing else.
  ...each('AWS::EC2::Volume', 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modify-volume.html', 'refused', [
    'AvailabilityZone',
    'Encrypted',
    'KmsKeyId',
    'OutpostArn',
    'SnapshotId',
  ]),
  // "the update request fails, regardless of the value of the UpdateReplacePolicy attribute"
  ...each('AWS::KMS::Key', 'aws-resource-kms-key', 'refused', ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin']),
  ...each(
    'AWS::AppSync::GraphQLApi',
    'https://docs.aws.amazon.com/appsync/latest/APIReference/API_GraphqlApi.html',
    'refused',
    ['Visibility'],
  ),
  ...each(
    'AWS::Logs::LogGroup',
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
    'refused',
    ['LogGroupClass'],
  ),
  ...each('AWS::CloudFormation::CustomResource', 'aws-resource-cloudformation-customresource', 'refused', [
    'ServiceToken',
  ]),
];

/**
 * What a table's indexes and attributes can do once it exists: an index comes or goes, but its keys and its projection
 * stay, and so does the type of an attribute.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GlobalSecondaryIndexUpdate.html
 */
const TABLES: readonly ImpactCorrection[] = (
  [
    { type: 'AWS::DynamoDB::Table', page: 'aws-resource-dynamodb-table', added: 'interruption', edited: 'replacement' },
    { type: 'AWS::DynamoDB::GlobalTable', page: 'aws-resource-dynamodb-globaltable', added: 'none', edited: 'refused' },
  ] as const
).flatMap(({ type, page, added, edited }): ImpactCorrection[] => {
  const source = `${REFERENCE}/${page}.html`;
  return [
    { type, path: ['AttributeDefinitions'], impact: added, key: 'AttributeName', source },
    { type, path: ['AttributeDefinitions', 'AttributeType'], impact: edited, source },
    { type, path: ['GlobalSecondaryIndexes'], impact: 'none', key: 'IndexName', source },
    { type, path: ['GlobalSecondaryIndexes', 'KeySchema'], impact: 'refused', source },
    { type, path: ['GlobalSecondaryIndexes', 'Projection'], impact: 'refused', source },
    { type, path: ['LocalSecondaryIndexes'], impact: 'replacement', source },
    { type, path: ['SSESpecification'], impact: 'interruption', source },
  ];
});

/** Where a replacement depends on more than the property's name. */
const DEPENDING: readonly ImpactCorrection[] = [
  {
    type: 'AWS::Cassandra::Table',
    path: ['RegularColumns'],
    impact: 'replacement',
    additions: 'none',
    source: `${REFERENCE}/aws-resource-cassandra-table.html`,
  },
  // In a VPC, and no instance is outside of one any more, the groups change in place.
  ...each('AWS::EC2::Instance', 'aws-resource-ec2-instance', 'none', ['SecurityGroupIds']),
  {
    type: 'AWS::EC2::VPC',
    path: ['InstanceTenancy'],
    impact: 'none',
    change: ['dedicated', 'default'],
    source: `${REFERENCE}/aws-resource-ec2-vpc.html`,
  },
  // Encryption that is on already can't change: the domain is deleted and another one made.
  {
    type: 'AWS::OpenSearchService::Domain',
    path: ['EncryptionAtRestOptions'],
    impact: 'conditional',
    additions: 'none',
    source: `${REFERENCE}/aws-properties-opensearchservice-domain-encryptionatrestoptions.html`,
  },
];

/**
 * Updates that their page marks "Some interruptions" (the resource is not available for a while, and keeps its physical
 * id), which the database has no word for and in part takes for a possible replacement; or that the service's own page
 * says need a restart.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
const INTERRUPTING: readonly ImpactCorrection[] = [
  ...each('AWS::AmazonMQ::Broker', 'aws-resource-amazonmq-broker', 'interruption', [
    'Configuration',
    'EngineVersion',
    'HostInstanceType',
  ]),
  ...each('AWS::DMS::ReplicationInstance', 'aws-resource-dms-replicationinstance', 'interruption', [
    'EngineVersion',
    'MultiAZ',
    'ReplicationInstanceClass',
  ]),
  ...each('AWS::DocDB::DBInstance', 'aws-resource-docdb-dbinstance', 'interruption', ['DBInstanceClass']),
  // Of instances backed by EBS; those backed by an instance store, which few types still have, are replaced.
  ...each('AWS::EC2::Instance', 'aws-resource-ec2-instance', 'interruption', [
    'AdditionalInfo',
    'EbsOptimized',
    'InstanceType',
    'KernelId',
    'RamdiskId',
    'UserData',
  ]),
  ...each(
    'AWS::ElastiCache::CacheCluster',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html',
    'interruption',
    ['CacheNodeType', 'EngineVersion'],
  ),
  ...each(
    'AWS::ElastiCache::ReplicationGroup',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html',
    'interruption',
    ['CacheNodeType', 'EngineVersion'],
  ),
  ...each('AWS::ElasticBeanstalk::Environment', 'aws-resource-elasticbeanstalk-environment', 'interruption', [
    'PlatformArn',
    'SolutionStackName',
    'VersionLabel',
  ]),
  ...each('AWS::FSx::FileSystem', 'aws-properties-fsx-filesystem-windowsconfiguration', 'interruption', [
    'WindowsConfiguration',
  ]),
  ...each('AWS::Neptune::DBInstance', 'aws-resource-neptune-dbinstance', 'interruption', [
    'DBInstanceClass',
    'DBParameterGroupName',
  ]),
  ...each('AWS::Neptune::DBCluster', 'aws-resource-neptune-dbcluster', 'interruption', ['EngineVersion']),
  ...each('AWS::RDS::DBCluster', 'aws-resource-rds-dbcluster', 'interruption', [
    'DBClusterInstanceClass',
    'DBClusterParameterGroupName',
    'EngineVersion',
  ]),
  ...each('AWS::RDS::DBClusterParameterGroup', 'aws-resource-rds-dbclusterparametergroup', 'interruption', [
    'Parameters',
  ]),
  ...each('AWS::RDS::DBInstance', 'aws-resource-rds-dbinstance', 'interruption', [
    'AutoMinorVersionUpgrade',
    'BackupRetentionPeriod',
    'CACertificateIdentifier',
    'DBInstanceClass',
    'DBParameterGroupName',
    'EngineVersion',
    'MonitoringInterval',
    'MultiAZ',
    'PerformanceInsightsKMSKeyId',
    'PreferredMaintenanceWindow',
    'StorageType',
  ]),
  ...each('AWS::RDS::DBParameterGroup', 'aws-resource-rds-dbparametergroup', 'interruption', ['Parameters']),
  ...each('AWS::Redshift::Cluster', 'aws-resource-redshift-cluster', 'interruption', [
    'ClusterType',
    'NodeType',
    'NumberOfNodes',
  ]),
];

/** Where AWS's resource database is wrong, or has no word for what happens. */
export const IMPACT_CORRECTIONS: readonly ImpactCorrection[] = [...REFUSED, ...TABLES, ...DEPENDING, ...INTERRUPTING];
