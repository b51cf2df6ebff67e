import type { JsonObject } from './types';

/**
 * The types that hold data which a replacement or a removal would lose, and what that data is. All else is stateless:
 * queues and log groups included, whose loss is accepted.
 *
 * Each type's page says what is lost; the list follows the `isStateful` marks of AWS's resource database and the types
 * that can be retained or snapshotted.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export const STATEFUL_TYPES: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'backup vault: its recovery points',
  'AWS::Backup::LogicallyAirGappedBackupVault': 'backup vault: its recovery points',
  'AWS::Cognito::UserPool': 'user pool: the users and their passwords',
  'AWS::DocDB::DBCluster': 'database',
  'AWS::DocDBElastic::Cluster': 'database',
  'AWS::DSQL::Cluster': 'database',
  'AWS::DynamoDB::GlobalTable': 'table',
  'AWS::DynamoDB::Table': 'table',
  'AWS::EC2::Snapshot': 'snapshot',
  'AWS::EC2::Volume': 'file system: a block volume',
  'AWS::EFS::FileSystem': 'file system',
  'AWS::ElastiCache::CacheCluster': 'database, when it is not only a cache',
  'AWS::ElastiCache::ReplicationGroup': 'database, when it is not only a cache',
  'AWS::ElastiCache::ServerlessCache': 'database, when it is not only a cache',
  'AWS::Elasticsearch::Domain': 'database: the indexes',
  'AWS::FSx::FileSystem': 'file system',
  'AWS::FSx::Snapshot': 'snapshot',
  'AWS::FSx::Volume': 'file system',
  'AWS::KMS::Key': 'key: all that is encrypted with it',
  'AWS::KMS::ReplicaKey': 'key: all that is encrypted with it',
  'AWS::Keyspaces::Table': 'table',
  'AWS::MemoryDB::Cluster': 'database',
  'AWS::Neptune::DBCluster': 'database',
  'AWS::OpenSearchServerless::Collection': 'database: the indexes',
  'AWS::OpenSearchService::Domain': 'database: the indexes',
  'AWS::RDS::DBCluster': 'database',
  'AWS::RDS::DBInstance': 'database instance',
  'AWS::RDS::GlobalCluster': 'database',
  'AWS::Redshift::Cluster': 'database',
  'AWS::RedshiftServerless::Namespace': 'database',
  'AWS::S3::Bucket': 'bucket',
  'AWS::S3Express::DirectoryBucket': 'bucket',
  'AWS::S3Tables::TableBucket': 'bucket',
  'AWS::SecretsManager::Secret': 'secret',
  'AWS::Timestream::Database': 'database',
  'AWS::Timestream::InfluxDBInstance': 'database',
  'AWS::Timestream::Table': 'table',
};

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
