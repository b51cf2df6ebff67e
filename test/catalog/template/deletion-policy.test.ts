import { deletionPolicyOf } from '../../../catalog/template';
import { canBeSnapshotted } from '../../../catalog/template/deletion-policy';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
describe('the deletion policy of a resource', () => {
  it.each(['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'])(
    'is what the template says: %s',
    (deletionPolicy) => {
      expect(deletionPolicyOf({ type: 'AWS::RDS::DBCluster', deletionPolicy })).toBe(deletionPolicy);
    },
  );

  it('is a snapshot of a database cluster whose template says nothing', () => {
    expect(deletionPolicyOf({ type: 'AWS::RDS::DBCluster' })).toBe('Snapshot');
  });

  it('is a snapshot of a database instance by itself, not of a member of a cluster', () => {
    const type = 'AWS::RDS::DBInstance';
    expect(deletionPolicyOf({ type, properties: { Engine: 'postgres' } })).toBe('Snapshot');
    expect(deletionPolicyOf({ type, properties: { DBClusterIdentifier: { Ref: 'Cluster' } } })).toBe('Delete');
  });

  it.each(['AWS::S3::Bucket', 'AWS::Neptune::DBCluster', 'AWS::EC2::Volume', 'constructor'])(
    'is deletion of a %s whose template says nothing',
    (type) => {
      expect(deletionPolicyOf({ type })).toBe('Delete');
    },
  );
});

it.each([
  ['AWS::DocDB::DBCluster', true],
  ['AWS::EC2::Volume', true],
  ['AWS::ElastiCache::CacheCluster', true],
  ['AWS::ElastiCache::ReplicationGroup', true],
  ['AWS::Neptune::DBCluster', true],
  ['AWS::RDS::DBCluster', true],
  ['AWS::RDS::DBInstance', true],
  ['AWS::Redshift::Cluster', true],
  ['AWS::S3::Bucket', false],
])('can be snapshotted: %s %s', (type, can) => {
  expect(canBeSnapshotted(type)).toBe(can);
});
