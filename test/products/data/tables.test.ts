import { environmentTypeNames } from '../../../catalog/product';
import { dataSizes } from '../../../products/data/sizes';
import { KeyArn, launch, properties } from './launch';

const tables = ['TablesContent', 'TablesSessions', 'TablesIdempotency'];
const eu = { ReplicaRegion1: 'eu-west-1' };
const both = { ...eu, ReplicaRegion2: 'us-east-2' };
const replicaKey = (region: string) => KeyArn.replace('eu-central-1', region);

describe.each(environmentTypeNames)('the tables in %s', (EnvironmentType) => {
  const protects = dataSizes.deletionProtection[EnvironmentType];

  it.each(tables)('%s is on demand, encrypted, recoverable, streamed, protected by type', (id) => {
    expect(properties(id, { EnvironmentType })).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      Replicas: [
        {
          Region: 'eu-central-1',
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          DeletionProtectionEnabled: protects,
          Tags: [
            { Key: 'Environment', Value: 'one' },
            { Key: 'EnvironmentType', Value: EnvironmentType },
            { Key: 'Product', Value: 'data' },
          ],
        },
      ],
    });
  });
});

describe('the tables', () => {
  it('are global tables from the start', () => {
    const types = Object.values(launch().resources).map(({ type }) => type);
    expect(types.filter((type) => type === 'AWS::DynamoDB::GlobalTable')).toHaveLength(3);
    expect(types).not.toContain('AWS::DynamoDB::Table');
  });

  it('are named after environment and stack', () => {
    expect(tables.map((id) => properties(id).TableName)).toEqual([
      'bellyfed-one-content-51af3dc0',
      'bellyfed-one-sessions-51af3dc0',
      'bellyfed-one-idempotency-51af3dc0',
    ]);
  });

  it.each([
    ['none', {}, ['eu-central-1']],
    ['one', eu, ['eu-central-1', 'eu-west-1']],
    ['two', both, ['eu-central-1', 'eu-west-1', 'us-east-2']],
  ])('have as many further regions as the form names: %s', (_, answers, regions) => {
    for (const id of tables) {
      const { Replicas } = properties(id, answers);
      expect(Replicas).toHaveLength(regions.length);
      expect(Replicas).toMatchObject(regions.map((Region) => ({ Region })));
    }
  });

  it.each([
    ['prod', {}, [true, true, true]],
    ['prod', { ProtectReplicas: 'no' }, [true, false, false]],
    ['dev', {}, [false, false, false]],
  ])('protect in %s with %j the original and its copies: %j', (EnvironmentType, answers, expected) => {
    for (const id of tables) {
      expect(properties(id, { ...both, EnvironmentType, ...answers }).Replicas).toMatchObject(
        expected.map((DeletionProtectionEnabled) => ({ DeletionProtectionEnabled })),
      );
    }
  });

  it('change one after the other, the content last', () => {
    const { resources } = launch();
    expect(resources.TablesIdempotency?.dependsOn).toEqual([]);
    expect(resources.TablesSessions?.dependsOn).toEqual(['TablesIdempotency']);
    expect(resources.TablesContent?.dependsOn).toEqual(['TablesSessions']);
  });

  it.each(tables)('%s has no list of indexes rather than an empty one, which DynamoDB refuses', (id) => {
    expect(properties(id).GlobalSecondaryIndexes ?? ['none']).not.toEqual([]);
  });

  it('encrypt each copy with the key of its own region', () => {
    const keys = { KeyArn, ReplicaKeyArn1: replicaKey('eu-west-1'), ReplicaKeyArn2: replicaKey('us-east-2') };
    expect(properties('TablesContent', { ...both, ...keys }).Replicas).toMatchObject(
      ['eu-central-1', 'eu-west-1', 'us-east-2'].map((region) => ({
        SSESpecification: { KMSMasterKeyId: replicaKey(region) },
      })),
    );
    expect(JSON.stringify(properties('TablesContent', both))).not.toContain('KMSMasterKeyId');
  });

  it('forget sessions and handled requests by themselves, content never', () => {
    const expiry = { Enabled: true, AttributeName: 'expiresAt' };
    expect(properties('TablesSessions').TimeToLiveSpecification).toEqual(expiry);
    expect(properties('TablesIdempotency').TimeToLiveSpecification).toEqual(expiry);
    expect(properties('TablesContent')).not.toHaveProperty('TimeToLiveSpecification');
  });

  it.each(tables)('%s defines the attributes of its keys, and no other', (id) => {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = JSON.parse(JSON.stringify(properties(id)));
    const keys = [KeySchema, ...(GlobalSecondaryIndexes ?? []).map((index: { KeySchema: unknown }) => index.KeySchema)];
    const names = (list: { AttributeName: string }[]) => list.map(({ AttributeName }) => AttributeName).sort();
    expect(names(AttributeDefinitions)).toEqual(names(keys.flat()));
  });
});
