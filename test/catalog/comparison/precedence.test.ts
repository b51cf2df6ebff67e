/** Order of those who have something to say of one change, as `catalog/comparison/README.md` tells it. */
import type { TemplateChange } from '../../../catalog/comparison';
import type { Json } from '../../../catalog/template';
import { compared } from './compared';

type Properties = Readonly<Record<string, Json>>;

/** Changes of one resource whose properties change. */
function changes(
  type: string,
  before: Properties,
  after: Properties,
  more: Properties = {},
): readonly TemplateChange[] {
  const resources = (properties: Properties) => ({
    Resources: { It: { Type: type, Properties: properties, ...more } },
  });
  return compared(resources(before), resources(after)).changes;
}

it('nothing is taken for granted of a type that nobody knows', () => {
  expect(changes('Some::Thing::Else', { A: 1 }, { A: 2 })).toMatchObject([{ effect: 'replacement' }]);
});

it('the update policy wins over the database', () => {
  const type = 'AWS::AutoScaling::AutoScalingGroup';
  const sizes = { MinSize: '1', MaxSize: '2' };
  const zones = (zone: string) => ({ ...sizes, VPCZoneIdentifier: [zone] });
  const replacing = { UpdatePolicy: { AutoScalingReplacingUpdate: { WillReplace: true } } };
  expect(changes(type, zones('a'), zones('b'))).not.toMatchObject([{ effect: 'replacement' }]);
  expect(changes(type, zones('a'), zones('b'), replacing)).toMatchObject([{ effect: 'replacement' }]);
});

it('a fact about just this change wins over one about every change', () => {
  const schema = (...names: string[]) => ({ Schema: names.map((Name) => ({ Name, AttributeDataType: 'String' })) });
  const type = 'AWS::Cognito::UserPool';
  expect(changes(type, schema('a'), schema('a', 'b'))).toMatchObject([{ effect: 'none' }]);
  expect(changes(type, schema('a', 'b'), schema('a'))).toMatchObject([{ effect: 'failure' }]);
});

it('a fact about a longer path wins over one about a shorter', () => {
  const table = (AttributeType: string) => ({
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
  expect(changes('AWS::DynamoDB::Table', table('S'), table('N'))).toMatchObject([{ effect: 'replacement' }]);
});

it('a fact wins over the database', () => {
  // The database says that this may replace the instance.
  const instance = (MultiAZ: boolean) => ({ Engine: 'postgres', MultiAZ });
  expect(changes('AWS::RDS::DBInstance', instance(false), instance(true))).toMatchObject([{ effect: 'interruption' }]);
});

it('nested content is judged by its own move', () => {
  const tier = (ProvisioningArtifactName: string) => ({ ProductName: 'Data', ProvisioningArtifactName });
  const type = 'AWS::ServiceCatalog::CloudFormationProvisionedProduct';
  expect(changes(type, tier('1.0.0'), tier('1.1.0'))).toMatchObject([{ effect: 'none', bump: 'minor' }]);
});

it('a refusal is told beside what the property does by itself', () => {
  const cluster = (CacheNodeType: string) => ({ Engine: 'memcached', NumCacheNodes: 1, CacheNodeType });
  const found = changes('AWS::ElastiCache::CacheCluster', cluster('cache.t3.micro'), cluster('cache.t3.small'));
  expect(found).toMatchObject([
    { property: 'CacheNodeType', effect: 'failure', bump: 'major' },
    { property: 'CacheNodeType', effect: 'interruption', bump: 'minor' },
  ]);
});
