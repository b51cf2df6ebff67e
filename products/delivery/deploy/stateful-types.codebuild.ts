/** Types by the kind of thing that holds data. */
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
 * Types that hold data, and what kind of thing each is, as the newest release's script has them: its bytes are released, so
 * they can't follow from `catalog/template/facts`. A test holds that it knows all that other products hold; this product's
 * next release can import `STATEFUL_TYPES` from there, and this file goes.
 */
export const STATEFUL_TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(KINDS).flatMap(([kind, types]) => types.map((type) => [type, kind])),
);

/**
 * Whether a type holds data. Only the test asks: the function stays because the bundler chooses its short names by how often
 * letters occur in the whole file, and without it the script would have other bytes.
 */
export function isStateful(type: string): boolean {
  return Object.hasOwn(STATEFUL_TYPES, type);
}
