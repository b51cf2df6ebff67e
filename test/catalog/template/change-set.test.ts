import { changeImpact, changeSetOf, evaluateTemplate, type Json, propertyImpact } from '../../../catalog/template';
import { contextOf, fn, ref, templateOf } from './sample';

type Sections = Record<string, unknown>;

function evaluated(sections: Sections, parameters: Record<string, string> = {}) {
  return evaluateTemplate(templateOf(sections), contextOf({ parameters }));
}

function changes(before: Sections, after: Sections) {
  return changeSetOf(evaluated({ Resources: before }), evaluated({ Resources: after }));
}
const topic = (Properties: Record<string, Json> = {}, more: Sections = {}) => ({
  Type: 'AWS::SNS::Topic',
  Properties,
  ...more,
});

describe('the impact of a property', () => {
  it.each([
    ['AWS::EC2::VPC', ['CidrBlock'], 'replacement'],
    ['AWS::EC2::VPC', ['EnableDnsSupport'], 'none'],
    ['AWS::EC2::VPC', ['InstanceTenancy'], 'conditional'],
    ['AWS::RDS::DBCluster', ['StorageEncrypted'], 'replacement'],
    ['AWS::EFS::FileSystem', ['PerformanceMode'], 'replacement'],
    ['AWS::ECS::Service', ['LaunchType'], 'replacement'],
    ['AWS::DynamoDB::Table', ['LocalSecondaryIndexes'], 'replacement'],
    ['AWS::DynamoDB::Table', ['LocalSecondaryIndexes', 'Projection'], 'replacement'],
    ['AWS::Cognito::UserPool', ['UsernameAttributes'], 'refused'],
    ['AWS::RDS::DBInstance', ['DBInstanceClass'], 'interruption'],
    ['Custom::Thing', ['ServiceToken'], 'refused'],
    ['Custom::Thing', ['Anything'], 'none'],
    ['AWS::Nope::Nope', ['Name'], 'none'],
  ] as const)('%s %j is %s', (type, path, impact) => {
    expect(propertyImpact(type, path)).toBe(impact);
  });

  it('is the gravest of what changed inside it', () => {
    const compute = (subnets: Json, cpus: Json): Json => ({ Subnets: subnets, MaxvCpus: cpus, Type: 'EC2' });
    expect(
      changeImpact('AWS::Batch::ComputeEnvironment', 'ComputeResources', compute(['a'], 1), compute(['a'], 2)),
    ).toBe('none');
    expect(
      changeImpact('AWS::Batch::ComputeEnvironment', 'ComputeResources', compute(['a'], 1), compute(['b'], 1)),
    ).not.toBe('none');
  });

  it('lets a user pool gain attributes, not change them', () => {
    const attribute = (Name: string): Json => ({ Name });
    const impact = (before: Json | undefined, after: Json | undefined) =>
      changeImpact('AWS::Cognito::UserPool', 'Schema', before, after);
    expect(impact([attribute('a')], [attribute('b'), attribute('a')])).toBe('none');
    expect(impact(undefined, [attribute('a')])).toBe('none');
    expect(impact([attribute('a')], [attribute('b')])).toBe('refused');
    expect(impact([attribute('a')], undefined)).toBe('refused');
  });
});

describe('changes', () => {
  it('are none between equal templates, however they are written', () => {
    expect(
      changes(
        { A: topic({ DisplayName: 'a', TopicName: 'n' }) },
        { A: topic({ TopicName: 'n', DisplayName: fn('Join', ['', ['a']]) }) },
      ),
    ).toEqual([]);
  });

  it('add and remove, by logical id', () => {
    expect(changes({ B: topic(), C: topic({}, { DeletionPolicy: 'RetainExceptOnCreate' }) }, { A: topic() })).toEqual([
      { Action: 'Add', LogicalResourceId: 'A', ResourceType: 'AWS::SNS::Topic', Scope: [], Details: [] },
      {
        Action: 'Remove',
        LogicalResourceId: 'B',
        ResourceType: 'AWS::SNS::Topic',
        PolicyAction: 'Delete',
        Scope: [],
        Details: [],
      },
      {
        Action: 'Remove',
        LogicalResourceId: 'C',
        ResourceType: 'AWS::SNS::Topic',
        PolicyAction: 'Retain',
        Scope: [],
        Details: [],
      },
    ]);
  });

  it('snapshot a database cluster that says nothing', () => {
    const before = { A: { Type: 'AWS::RDS::DBCluster' }, B: topic() };
    expect(changes(before, { B: topic() })[0]?.PolicyAction).toBe('Snapshot');
  });

  it('modify in place', () => {
    expect(changes({ A: topic({ DisplayName: 'a' }) }, { A: topic({ DisplayName: 'b' }) })).toEqual([
      {
        Action: 'Modify',
        LogicalResourceId: 'A',
        ResourceType: 'AWS::SNS::Topic',
        Replacement: 'False',
        Scope: ['Properties'],
        Details: [
          {
            Target: { Attribute: 'Properties', Name: 'DisplayName', RequiresRecreation: 'Never' },
            Evaluation: 'Static',
            ChangeSource: 'DirectModification',
          },
        ],
      },
    ]);
  });

  it('replace, and do with the old one what its policy says', () => {
    const change = (UpdateReplacePolicy?: string) =>
      changes(
        { A: topic({ TopicName: 'a' }) },
        { A: topic({ TopicName: 'b' }, UpdateReplacePolicy ? { UpdateReplacePolicy } : {}) },
      )[0];
    expect(change()).toMatchObject({ Replacement: 'True', PolicyAction: 'ReplaceAndDelete' });
    expect(change('Retain')).toMatchObject({ Replacement: 'True', PolicyAction: 'ReplaceAndRetain' });
  });

  it('may replace, conditionally', () => {
    const vpc = (InstanceTenancy: string) => ({
      A: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16', InstanceTenancy } },
    });
    expect(changes(vpc('default'), vpc('dedicated'))[0]).toMatchObject({
      Replacement: 'True',
      Details: [{ Target: { RequiresRecreation: 'Always' } }],
    });
  });

  it('are of tags, metadata and policies too', () => {
    const before = topic({ Tags: [{ Key: 'a', Value: '1' }] }, { Metadata: { m: 1 } });
    const after = topic(
      { Tags: [{ Key: 'a', Value: '2' }] },
      { Metadata: { m: 2 }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
    );
    expect(changes({ A: before }, { A: after })[0]).toMatchObject({
      Replacement: 'False',
      Scope: ['Tags', 'Metadata', 'DeletionPolicy', 'UpdateReplacePolicy'],
    });
  });

  it('are not of DependsOn', () => {
    expect(changes({ A: topic(), B: topic() }, { A: topic(), B: topic({}, { DependsOn: 'A' }) })).toEqual([]);
  });

  it('are refused when a logical id changes its type', () => {
    expect(() => changes({ A: topic() }, { A: { Type: 'AWS::SQS::Queue' } })).toThrow(
      'Update of resource type is not permitted. The new template modifies resource type of the following resources: [A]',
    );
  });
});

describe('changes by parameters', () => {
  const sections = {
    Parameters: { Name: { Type: 'String' } },
    Conditions: { Named: { 'Fn::Equals': [ref('Name'), 'b'] } },
    Resources: {
      A: topic({ TopicName: fn('Sub', 'topic-${Name}') }),
      B: topic({ DisplayName: fn('If', ['Named', 'x', 'y']) }),
      C: topic({}, { Condition: 'Named' }),
    },
  };
  const result = changeSetOf(evaluated(sections, { Name: 'a' }), evaluated(sections, { Name: 'b' }));

  it('name the parameter, and list a dynamic modification beside it', () => {
    const Target = { Attribute: 'Properties', Name: 'TopicName', RequiresRecreation: 'Always' };
    expect(result[0]).toMatchObject({
      LogicalResourceId: 'A',
      Replacement: 'True',
      Details: [
        { Target, Evaluation: 'Static', ChangeSource: 'ParameterReference', CausingEntity: 'Name' },
        { Target, Evaluation: 'Dynamic', ChangeSource: 'DirectModification' },
      ],
    });
  });

  it('come through conditions as direct modifications and additions', () => {
    expect(result[1]).toMatchObject({
      LogicalResourceId: 'B',
      Details: [{ ChangeSource: 'DirectModification', Evaluation: 'Static' }],
    });
    expect(result[2]).toMatchObject({ LogicalResourceId: 'C', Action: 'Add' });
  });
});

describe('changes by references', () => {
  const subscription = (TopicArn: Json) => ({
    Type: 'AWS::SNS::Subscription',
    Properties: { Protocol: 'sqs', TopicArn },
  });

  it('replace what refers to a replaced resource by a property that cannot change', () => {
    const result = changes(
      { A: topic({ TopicName: 'a' }), B: subscription(ref('A')), C: topic({ DisplayName: fn('Sub', 'for ${A}') }) },
      { A: topic({ TopicName: 'b' }), B: subscription(ref('A')), C: topic({ DisplayName: fn('Sub', 'for ${A}') }) },
    );
    expect(result).toMatchObject([
      { LogicalResourceId: 'A', Replacement: 'True' },
      {
        LogicalResourceId: 'B',
        Replacement: 'True',
        Details: [
          {
            Target: { Name: 'TopicArn', RequiresRecreation: 'Always' },
            Evaluation: 'Static',
            ChangeSource: 'ResourceReference',
            CausingEntity: 'A',
          },
        ],
      },
      {
        LogicalResourceId: 'C',
        Replacement: 'False',
        Details: [{ ChangeSource: 'ResourceReference', CausingEntity: 'A' }],
      },
    ]);
  });

  it('leave alone what refers to a resource that stays', () => {
    const result = changes(
      { A: topic({ DisplayName: 'a' }), B: subscription(ref('A')) },
      { A: topic({ DisplayName: 'b' }), B: subscription(ref('A')) },
    );
    expect(result.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(['A']);
  });

  it('are dynamic where an attribute of a modified resource is read, and go on from there', () => {
    const chain = (DisplayName: string) => ({
      A: topic({ DisplayName }),
      B: topic({ DisplayName: fn('GetAtt', ['A', 'TopicName']) }),
      C: subscription(fn('GetAtt', ['B', 'TopicArn'])),
    });
    expect(changes(chain('a'), chain('b'))).toMatchObject([
      { LogicalResourceId: 'A' },
      {
        LogicalResourceId: 'B',
        Replacement: 'False',
        Details: [{ Evaluation: 'Dynamic', ChangeSource: 'ResourceAttribute', CausingEntity: 'A.TopicName' }],
      },
      { LogicalResourceId: 'C', Replacement: 'Conditional', PolicyAction: 'ReplaceAndDelete' },
    ]);
  });

  it('do not follow a reference to a resource that is only added', () => {
    const result = changes({ B: topic({ DisplayName: 'x' }) }, { A: topic(), B: topic({ DisplayName: ref('A') }) });
    expect(result[1]?.Details).toMatchObject([{ ChangeSource: 'DirectModification', Evaluation: 'Static' }]);
  });
});
