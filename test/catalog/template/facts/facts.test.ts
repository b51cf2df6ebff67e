import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FACTS, type Fact, factsOf, resourceType, updateEffectsOf } from '../../../../catalog/template';
import { propertySpecs } from '../../../../catalog/template/resource-types';

const FOLDER = join(__dirname, '../../../../catalog/template/facts');

/** Files of the folder that hold no service's facts: the shape, and how facts are written. */
const SHAPE = [
  ...['deletion-conditions', 'policy-conditions', 'resource-conditions', 'values-conditions'],
  ...['fact', 'families', 'index', 'list-conditions', 'losses', 'refusals', 'versions'],
];
const services = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => !SHAPE.includes(name));

const told = FACTS.map((fact): [string, Fact] => [nameOf(fact), fact]);

function nameOf(fact: Fact): string {
  return [fact.type, 'property' in fact && fact.property, fact.on, fact.effect].filter(Boolean).join(' ');
}

/** The facts that a file exports. */
async function factsIn(service: string): Promise<readonly Fact[]> {
  const module: Readonly<Record<string, readonly Fact[]>> = await import(join(FOLDER, service));
  return module[service] ?? [];
}

describe('the facts', () => {
  it('are all of the folder’s, and no other', async () => {
    const all = await Promise.all(services.map(factsIn));
    expect(all.filter((facts) => facts.length === 0)).toEqual([]);
    expect(new Set(FACTS)).toEqual(new Set(all.flat()));
  });

  it.each(services)('of %s are about the types of that service alone', async (service) => {
    const named = (await factsIn(service)).map(({ type }) => type.split('::')[1]?.toLowerCase());
    expect(new Set(named)).toEqual(new Set([service]));
  });

  it('of a service are found by its name: what is known of ElastiCache stands in one file', async () => {
    const known = await factsIn('elasticache');
    expect(FACTS.filter(({ type }) => type.startsWith('AWS::ElastiCache::'))).toEqual(known);
    expect(new Set(known.map(({ effect }) => effect))).toEqual(
      new Set(['data lost', 'snapshot possible', 'interruption', 'refused', 'none', 'replacement']),
    );
  });

  it('of custom resources are those of every type with a name of its own', () => {
    expect(factsOf('Custom::Thing')).toEqual(factsOf('AWS::CloudFormation::CustomResource'));
    expect(updateEffectsOf('Custom::Thing')).toMatchObject([{ property: 'ServiceToken', effect: 'refused' }]);
    expect(factsOf('constructor')).toEqual([]);
  });
});

describe('a fact', () => {
  it.each(told)('is told only of what exists, with its page: %s', (_, fact) => {
    expect(resourceType(fact.type)).toBeDefined();
    expect(fact.page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    if ('property' in fact && fact.property !== undefined) expect(exists(fact.type, fact.property)).toBe(true);
    if ('within' in fact) expect(fact.within.filter((name) => !exists(fact.type, name))).toEqual([]);
    if ('attribute' in fact && fact.attribute !== '*') {
      expect(resourceType(fact.type)?.attributes).toContain(fact.attribute);
    }
    if (fact.on === 'deletion' && fact.effect === 'refused' && fact.when.looksAt === 'parts') {
      expect(exists(fact.when.type, fact.when.property)).toBe(true);
    }
  });

  it.each(told)('says who reads it: %s', (_, fact) => {
    expect(fact.readers).not.toEqual([]);
  });

  it('on an update of a property is read by all that foresee updates, unless the update policy decides', () => {
    const effects = [...new Set(FACTS.map(({ type }) => type))].flatMap(updateEffectsOf);
    expect(effects.length).toBeGreaterThan(80);
    for (const { when, readers } of effects) {
      expect(readers).toEqual(
        when?.looksAt === 'update policy' ? ['comparison'] : ['comparison', 'change sets', 'stacks', 'Cloud Control'],
      );
    }
  });

  it('that refuses a deletion in the sandbox has the words of the refusal', () => {
    const refusals = FACTS.filter(({ on, effect }) => on === 'deletion' && effect === 'refused');
    const wordless = refusals.filter(({ readers, words }) => readers.includes('Cloud Control') && words === undefined);
    expect(wordless).toEqual([]);
  });

  it('is told in AWS’s words, but for those whose page only marks the property', () => {
    // Of data and of names AWS has no sentence: their kinds, and what makes them one of a kind, are read from lists.
    const said = FACTS.filter(
      ({ effect }) =>
        !['data lost', 'passing data lost', 'name taken', 'name shared', 'new attribute'].includes(effect),
    );
    const wordless = said.filter(({ words }) => words === undefined).map(nameOf);
    expect(wordless.sort()).toEqual(WORDLESS);
  });
});

function exists(type: string, path: string): boolean {
  let specs = propertySpecs(type);
  return path.split('.').every((name) => {
    const spec = specs?.get(name);
    specs = spec?.below;
    return spec !== undefined;
  });
}

/** Facts for which a sentence of AWS is still to be found. */
const WORDLESS: readonly string[] = [
  'AWS::AmazonMQ::Broker EngineVersion update interruption',
  'AWS::Backup::BackupVault AccessPolicy deletion refused',
  'AWS::Cassandra::Table RegularColumns update replacement',
  'AWS::Cognito::UserPool AliasAttributes update refused',
  'AWS::Cognito::UserPool Schema update none',
  'AWS::Cognito::UserPool Schema update refused',
  'AWS::Cognito::UserPool UsernameAttributes update refused',
  'AWS::DMS::ReplicationInstance EngineVersion update interruption',
  'AWS::DMS::ReplicationInstance MultiAZ update interruption',
  'AWS::DMS::ReplicationInstance ReplicationInstanceClass update interruption',
  'AWS::DocDB::DBCluster EngineVersion update refused',
  'AWS::DynamoDB::GlobalTable AttributeDefinitions.AttributeType update refused',
  'AWS::DynamoDB::GlobalTable GlobalSecondaryIndexes.KeySchema update refused',
  'AWS::DynamoDB::GlobalTable GlobalSecondaryIndexes.Projection update refused',
  'AWS::DynamoDB::GlobalTable SSESpecification update interruption',
  'AWS::DynamoDB::Table GlobalSecondaryIndexes.KeySchema update refused',
  'AWS::DynamoDB::Table GlobalSecondaryIndexes.Projection update refused',
  'AWS::DynamoDB::Table LocalSecondaryIndexes update replacement',
  'AWS::EC2::Instance SecurityGroupIds update none',
  'AWS::EC2::Volume OutpostArn update refused',
  'AWS::EKS::Cluster Version update refused',
  'AWS::ElastiCache::CacheCluster CacheNodeType update interruption',
  'AWS::ElastiCache::CacheCluster EngineVersion update interruption',
  'AWS::ElastiCache::ReplicationGroup CacheNodeType update interruption',
  'AWS::ElastiCache::ReplicationGroup EngineVersion update interruption',
  'AWS::ElasticBeanstalk::Environment PlatformArn update interruption',
  'AWS::ElasticBeanstalk::Environment VersionLabel update interruption',
  'AWS::Elasticsearch::Domain NodeToNodeEncryptionOptions.Enabled update refused',
  'AWS::Elasticsearch::Domain VPCOptions update replacement',
  'AWS::FSx::FileSystem WindowsConfiguration update interruption',
  'AWS::MSK::Cluster KafkaVersion update refused',
  'AWS::MWAA::Environment AirflowVersion update refused',
  'AWS::Neptune::DBCluster EngineVersion update interruption',
  'AWS::Neptune::DBCluster EngineVersion update refused',
  'AWS::OpenSearchService::Domain EngineVersion update refused',
  'AWS::OpenSearchService::Domain NodeToNodeEncryptionOptions.Enabled update refused',
  'AWS::OpenSearchService::Domain VPCOptions update replacement',
  'AWS::RDS::DBCluster DBClusterInstanceClass update interruption',
  'AWS::RDS::DBCluster EngineVersion update refused',
  'AWS::RDS::DBClusterParameterGroup Parameters update interruption',
  'AWS::RDS::DBInstance AllocatedStorage update refused',
  'AWS::RDS::DBInstance CACertificateIdentifier update interruption',
  'AWS::RDS::DBInstance EngineVersion update refused',
  'AWS::RDS::DBInstance MonitoringInterval update interruption',
  'AWS::RDS::DBInstance PerformanceInsightsKMSKeyId update interruption',
  'AWS::RDS::DBParameterGroup Parameters update interruption',
  'AWS::Redshift::Cluster ClusterType update interruption',
  'AWS::Redshift::Cluster NodeType update interruption',
  'AWS::Redshift::Cluster NumberOfNodes update interruption',
];
