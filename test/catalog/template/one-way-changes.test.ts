import { type Json, oneWayChanges } from '../../../catalog/template';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1';
const replica = (Region: string, DeletionProtectionEnabled = false) => ({ Region, DeletionProtectionEnabled });
const attribute = (Name: string) => ({ Name, AttributeDataType: 'String' });

type Properties = Readonly<Record<string, Json>>;

describe('a change that AWS makes and refuses to take back', () => {
  it.each<[string, string, Properties, Properties, string, RegExp]>([
    [
      'a first key of Performance Insights',
      'AWS::RDS::DBInstance',
      {},
      { PerformanceInsightsKMSKeyId: KEY },
      ...(['PerformanceInsightsKMSKeyId', /change your Performance Insights KMS key/] as const),
    ],
    [
      'a replica that is born protected',
      'AWS::DynamoDB::GlobalTable',
      { Replicas: [replica('eu-west-1', true)] },
      { Replicas: [replica('eu-west-1', true), replica('eu-central-1', true)] },
      ...(['Replicas', /protected against deletion/] as const),
    ],
    [
      'a later version of an engine',
      'AWS::RDS::DBCluster',
      { EngineVersion: '16.4' },
      { EngineVersion: '16.6' },
      ...(['EngineVersion', /^$/] as const),
    ],
    [
      'a larger disk',
      'AWS::RDS::DBInstance',
      { AllocatedStorage: '20' },
      { AllocatedStorage: '40' },
      ...(['AllocatedStorage', /^$/] as const),
    ],
    [
      'an attribute more of a user pool',
      'AWS::Cognito::UserPool',
      { Schema: [attribute('a')] },
      { Schema: [attribute('a'), attribute('b')] },
      ...(['Schema', /.*/] as const),
    ],
  ])('%s', (_, type, before, after, property, words) => {
    const found = oneWayChanges(type, before, after);
    expect(found).toEqual([
      expect.objectContaining({ property, page: expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\//) }),
    ]);
    expect(found[0]?.words ?? '').toMatch(words);
  });
});

describe('a change with a way back', () => {
  it.each<[string, string, Properties, Properties]>([
    ['nothing', 'AWS::RDS::DBCluster', { EngineVersion: '16.4' }, { EngineVersion: '16.4' }],
    [
      'a replica that can be deleted again',
      'AWS::DynamoDB::GlobalTable',
      { Replicas: [replica('eu-west-1', true)] },
      { Replicas: [replica('eu-west-1', true), replica('eu-central-1')] },
    ],
    [
      'a replica that becomes protected',
      'AWS::DynamoDB::GlobalTable',
      { Replicas: [replica('eu-west-1'), replica('eu-central-1')] },
      { Replicas: [replica('eu-west-1'), replica('eu-central-1', true)] },
    ],
    [
      'a replacement',
      'AWS::RDS::DBCluster',
      { EngineVersion: '16.4' },
      { EngineVersion: '16.6', DatabaseName: 'other' },
    ],
    // It fails before there is anything to take back.
    [
      'what is refused at once',
      'AWS::RDS::DBInstance',
      { PerformanceInsightsKMSKeyId: KEY },
      { PerformanceInsightsKMSKeyId: `${KEY}2` },
    ],
    ['a delay', 'AWS::SQS::Queue', { DelaySeconds: 1 }, { DelaySeconds: 2 }],
  ])('%s', (_, type, before, after) => {
    expect(oneWayChanges(type, before, after)).toEqual([]);
  });
});
