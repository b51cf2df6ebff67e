import type { JsonObject } from './types';

/** What each kind of type holds, and the types of that kind. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  database: [
    ...['AWS::Cassandra::Keyspace', 'AWS::DocDB::DBCluster', 'AWS::DocDB::GlobalCluster', 'AWS::DocDBElastic::Cluster'],
    ...['AWS::DSQL::Cluster', 'AWS::ElastiCache::CacheCluster', 'AWS::ElastiCache::ReplicationGroup'],
    ...['AWS::ElastiCache::ServerlessCache', 'AWS::Elasticsearch::Domain', 'AWS::Lightsail::Database'],
    ...['AWS::MemoryDB::Cluster', 'AWS::MemoryDB::MultiRegionCluster', 'AWS::Neptune::DBCluster'],
    ...['AWS::Neptune::GlobalCluster', 'AWS::NeptuneGraph::Graph', 'AWS::OpenSearchServerless::Collection'],
    ...['AWS::OpenSearchService::Domain', 'AWS::QLDB::Ledger', 'AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'],
    ...['AWS::RDS::GlobalCluster', 'AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Namespace', 'AWS::SDB::Domain'],
    ...['AWS::Timestream::Database', 'AWS::Timestream::InfluxDBCluster', 'AWS::Timestream::InfluxDBInstance'],
  ],
  table: [
    ...['AWS::Cassandra::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table', 'AWS::S3Tables::Table'],
    'AWS::Timestream::Table',
  ],
  bucket: [
    ...['AWS::Lightsail::Bucket', 'AWS::S3::Bucket', 'AWS::S3Express::DirectoryBucket', 'AWS::S3Outposts::Bucket'],
    ...['AWS::S3Tables::TableBucket', 'AWS::S3Vectors::VectorBucket'],
  ],
  'file system': [
    ...[
      'AWS::EC2::Volume',
      'AWS::EFS::FileSystem',
      'AWS::FSx::FileSystem',
      'AWS::FSx::Volume',
      'AWS::S3Files::FileSystem',
    ],
  ],
  'user pool': ['AWS::Cognito::UserPool'],
  'KMS key': ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  secret: ['AWS::SecretsManager::Secret'],
  'backup vault': ['AWS::Backup::BackupVault', 'AWS::Backup::LogicallyAirGappedBackupVault'],
  snapshot: [
    ...['AWS::DocDBElastic::ClusterSnapshot', 'AWS::ElastiCache::ServerlessCacheSnapshot', 'AWS::FSx::Snapshot'],
    ...['AWS::Lightsail::DatabaseSnapshot', 'AWS::Lightsail::DiskSnapshot', 'AWS::Lightsail::InstanceSnapshot'],
    ...['AWS::MemoryDB::Snapshot', 'AWS::NeptuneGraph::GraphSnapshot', 'AWS::RDS::ClusterSnapshot'],
    ...['AWS::RDS::DBSnapshot', 'AWS::Redshift::Snapshot', 'AWS::RedshiftServerless::Snapshot'],
  ],
};

/**
 * The types that hold data which a replacement or a removal would lose, and what kind of thing each is. All else is
 * stateless: queues and log groups included, whose loss is accepted.
 *
 * The kinds are this project's decision; which types are of a kind is read from AWS's list of types.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const STATEFUL_TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(KINDS).flatMap(([kind, types]) => types.map((type) => [type, kind])),
);

/**
 * Whether replacing or removing a resource would lose data.
 *
 * @param properties of the resource, where they are known: an instance of an Aurora cluster holds nothing itself, the
 * cluster does (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.StorageReliability.html).
 */
export function isStateful(type: string, properties: JsonObject = {}): boolean {
  if (type === 'AWS::RDS::DBInstance' && properties.DBClusterIdentifier !== undefined) return false;
  return Object.hasOwn(STATEFUL_TYPES, type);
}
