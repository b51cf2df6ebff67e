import type { Fact } from './fact';
import { canLeaveSnapshot, holdsData, pageOf, reference, switchedBy, updates } from './families';
import { keptFor, loses } from './losses';
import { neverGoesBack, refusedWhile } from './refusals';
import { changesWhile } from './resource-conditions';
import { moves } from './values-conditions';
import { versionsIn } from './versions';

const RESHARDING =
  'When UseOnlineResharding is set to false, or not specified, updating the NumNodeGroups and NodeGroupConfiguration properties results in CloudFormation replacing the entire AWS::ElastiCache::ReplicationGroup resource.';
const VERSIONS = { page: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html' };

/** Facts about Amazon ElastiCache. */
export const elasticache: readonly Fact[] = [
  ...holdsData(
    'database',
    'AWS::ElastiCache::CacheCluster',
    'AWS::ElastiCache::ReplicationGroup',
    'AWS::ElastiCache::ServerlessCache',
  ),
  ...holdsData('snapshot', 'AWS::ElastiCache::ServerlessCacheSnapshot'),
  ...['CacheCluster', 'ReplicationGroup', 'ServerlessCache'].map((kind) =>
    keptFor({
      ...{
        type: `AWS::ElastiCache::${kind}`,
        property: 'SnapshotRetentionLimit',
        things: 'Automatic backups',
        preset: 0,
      },
      page: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
    }),
  ),
  canLeaveSnapshot('AWS::ElastiCache::CacheCluster'),
  canLeaveSnapshot('AWS::ElastiCache::ReplicationGroup'),
  ...updates('AWS::ElastiCache::CacheCluster', 'interruption', ['CacheNodeType', 'EngineVersion'], VERSIONS),
  ...updates('AWS::ElastiCache::ReplicationGroup', 'interruption', ['CacheNodeType', 'EngineVersion'], VERSIONS),
  refusedWhile(
    {
      type: 'AWS::ElastiCache::CacheCluster',
      property: 'CacheNodeType',
      words: 'Changing the CacheNodeType of a Memcached instance is currently not supported.',
      page: reference('aws-resource-elasticache-cachecluster'),
    },
    changesWhile('CacheNodeType', 'Engine', 'memcached'),
    'AWS refuses to change the node type of a Memcached cluster: make a new cluster under another logical id.',
  ),
  loses(
    {
      type: 'AWS::ElastiCache::CacheCluster',
      property: 'EngineVersion',
      words:
        'Upgrading to a newer Memcached version is a destructive process – you lose your data and start with a cold cache.',
      page: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/mem-ug/VersionManagement.html',
    },
    {
      when: changesWhile('EngineVersion', 'Engine', 'memcached'),
      loss: () => 'AWS clears all data of a Memcached cluster when its engine gets another version.',
    },
  ),
  ...['AWS::ElastiCache::CacheCluster', 'AWS::ElastiCache::ReplicationGroup'].flatMap((type): Fact[] => [
    neverGoesBack(
      {
        type,
        words: 'you cannot downgrade to an earlier engine version.',
        page: pageOf(type),
      },
      versionsIn('EngineVersion'),
    ),
  ]),
  ...updates('AWS::ElastiCache::ReplicationGroup', 'interruption', ['Engine'], {
    when: moves('redis', 'valkey'),
    words:
      'Upgrading an existing engine from redis to valkey is done through in-place migration, and requires a parameter group.',
  }),
  ...['NodeGroupConfiguration', 'NumNodeGroups'].flatMap((property) =>
    switchedBy('AWS::ElastiCache::ReplicationGroup', property, 'UseOnlineResharding', RESHARDING),
  ),
];
