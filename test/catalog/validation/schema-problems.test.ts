import { readFileSync } from 'node:fs';
import {
  type EvaluatedResource,
  evaluateTemplate,
  type Json,
  type JsonObject,
  parseTemplate,
  resolveParameters,
} from '../../../catalog/template';
import { schemaProblems, validateTemplate } from '../../../catalog/validation';
import { contextOf, fn, ref, templateOf } from '../template/sample';

/** Problems of one resource, `R`, line by line after the heading. */
async function violations(type: string, properties: JsonObject): Promise<string[]> {
  const resource: EvaluatedResource = { type, properties, dependsOn: [] };
  const [problem] = await schemaProblems({ resources: { R: resource } });
  const [heading, ...lines] = problem?.message.split('\n') ?? [];
  if (heading !== undefined) expect(heading).toBe('Properties validation failed for resource R with message:');
  return lines;
}

describe('the schema of a type', () => {
  it.each<[string, string, JsonObject, string]>([
    ['an unknown property', 'AWS::S3::Bucket', { Foo: 1 }, '#: extraneous key [Foo] is not permitted'],
    [
      'an unknown property deeper down',
      'AWS::Lambda::Function',
      { Role: 'arn:aws:iam::123456789012:role/r', Code: { Foo: 'x' } },
      '#/Code: extraneous key [Foo] is not permitted',
    ],
    [
      'a property that only AWS sets',
      'AWS::EC2::Instance',
      { VpcId: 'vpc-1' },
      '#: Encountered unsupported property VpcId',
    ],
    ['a missing property', 'AWS::IAM::Role', {}, '#: required key [AssumeRolePolicyDocument] not found'],
    [
      'a missing property in a list',
      'AWS::S3::Bucket',
      { Tags: [{ Key: 'a' }] },
      '#/Tags/0: required key [Value] not found',
    ],
    [
      'an object for text',
      'AWS::S3::Bucket',
      { BucketName: { a: 1 } },
      '#/BucketName: expected type: String, found: JSONObject',
    ],
    [
      'text for a number',
      'AWS::SQS::Queue',
      { DelaySeconds: 'soon' },
      '#/DelaySeconds: expected type: Integer, found: String',
    ],
    [
      'text for a list',
      'AWS::EC2::VPCEndpoint',
      { VpcId: 'vpc-1', ServiceName: 's', SubnetIds: 'subnet-1' },
      '#/SubnetIds: expected type: JSONArray, found: String',
    ],
    [
      'a value outside the enumeration',
      'AWS::Logs::LogGroup',
      { RetentionInDays: 8 },
      '#/RetentionInDays: 8 is not a valid enum value',
    ],
    [
      'text that does not match',
      'AWS::Lambda::Function',
      {
        Role: 'arn:aws:iam::123456789012:role/r',
        Code: { ZipFile: 'x' },
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        FunctionName: 'bad name!',
      },
      '#/FunctionName: string [bad name!] does not match pattern ^([a-zA-Z0-9_-]{1,64}|arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:function:[a-zA-Z0-9_-]{1,64})$',
    ],
    [
      'a number that is too small',
      'AWS::SQS::Queue',
      { MessageRetentionPeriod: 10 },
      '#/MessageRetentionPeriod: 10 is not greater or equal to 60',
    ],
    [
      'a number that is too large',
      'AWS::SQS::Queue',
      { MessageRetentionPeriod: 1e9 },
      '#/MessageRetentionPeriod: 1000000000 is not less or equal to 1209600',
    ],
  ])('refuses %s', async (_, type, properties, message) => {
    expect(await violations(type, properties)).toEqual([message]);
  });

  it('tells every violation', async () => {
    expect(await violations('AWS::S3::Bucket', { Foo: 1, BucketName: ['x'] })).toEqual([
      '#: 2 schema violations found',
      '#/BucketName: expected type: String, found: JSONArray',
      '#: extraneous key [Foo] is not permitted',
    ]);
  });

  it('accepts text that can be read as what is wanted', async () => {
    expect(await violations('AWS::SQS::Queue', { DelaySeconds: '5', FifoQueue: 'true' })).toEqual([]);
  });

  it('accepts what is not known yet', async () => {
    expect(
      await violations('AWS::EC2::Subnet', {
        VpcId: fn('ImportValue', 'vpc'),
        CidrBlock: fn('Select', [0, fn('Cidr', [fn('GetAtt', ['Vpc', 'CidrBlock']), 8, 8])]),
        AvailabilityZone: fn('Select', [0, fn('GetAZs', '')]),
        MapPublicIpOnLaunch: ref('Other'),
        Tags: [{ Key: 'Name', Value: fn('Join', ['-', [ref('AWS::StackId'), 'a']]) }],
      }),
    ).toEqual([]);
  });

  it('judges a tag by its own value, whatever was judged before', async () => {
    const tagged = (Value: Json) => violations('AWS::SNS::Topic', { Tags: [{ Key: 'Environment', Value }] });
    expect(await tagged('dev')).toEqual([]);
    expect(await tagged(['dev'])).toEqual(['#/Tags/0/Value: expected type: String, found: JSONArray']);
    expect(await tagged('prod')).toEqual([]);
  });

  it('says nothing of custom resources', async () => {
    expect(
      await violations('Custom::Thing', {
        ServiceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
        Any: { thing: [1] },
      }),
    ).toEqual([]);
  });
});

it('is judged whole, however much was judged before and is forgotten over it', async () => {
  const topics = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index): [string, EvaluatedResource] => {
      const properties = { DisplayName: `${from + index}` };
      return [`T${from + index}`, { type: 'AWS::SNS::Topic', properties, dependsOn: [] }];
    });
  const wrong: EvaluatedResource = { type: 'AWS::SNS::Topic', properties: { Nope: 2 }, dependsOn: [] };
  const problems = (resources: readonly (readonly [string, EvaluatedResource])[]) =>
    schemaProblems({ resources: Object.fromEntries([['R', wrong], ...resources]) });
  expect(await problems([])).toHaveLength(1);
  // With what is new the ten thousand that are remembered are exceeded.
  for (let from = 0; from < 10_000; from += 500)
    await schemaProblems({ resources: Object.fromEntries(topics(from, from + 499)) });
  for (let from = 20_000; from < 20_100; from += 20) expect(await problems(topics(from, from + 20))).toHaveLength(1);
});

describe('a template', () => {
  it('has one problem a resource, in its own order', async () => {
    const Resources = {
      Z: { Type: 'AWS::IAM::Role' },
      Good: { Type: 'AWS::SNS::Topic' },
      A: { Type: 'AWS::SNS::Topic', Properties: { Nope: 1 } },
    };
    const evaluated = evaluateTemplate(templateOf({ Resources }), contextOf());
    expect((await schemaProblems(evaluated)).map(({ logicalId, type }) => [logicalId, type])).toEqual([
      ['Z', 'AWS::IAM::Role'],
      ['A', 'AWS::SNS::Topic'],
    ]);
    expect(await schemaProblems(evaluated)).toEqual(await schemaProblems(evaluated));
  });

  it('of AWS itself has none: the bootstrap stack of CDK', async () => {
    const text = readFileSync(require.resolve('aws-cdk/lib/api/bootstrap/bootstrap-template.yaml'), 'utf8');
    const template = parseTemplate(text);
    const evaluated = evaluateTemplate(template, contextOf({ parameters: resolveParameters(template, {}) }));
    expect(Object.keys(evaluated.resources)).toContain('StagingBucket');
    expect(await schemaProblems(evaluated)).toEqual([]);
  });
});

describe("AWS's validator", () => {
  const template = templateOf({
    Parameters: { Days: { Type: 'Number', Default: 7 } },
    Resources: { Group: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: ref('Days') } } },
  });
  const finds = (options?: Parameters<typeof validateTemplate>[1]) =>
    validateTemplate(template, options).map(({ rule }) => rule);

  it('finds nothing in a good template', () => {
    expect(finds()).toEqual([]);
  });

  it('tries the parameters that it is given', () => {
    expect(finds({ parameters: { Days: '8' } })).toContain('W3030');
  });

  it('tells advice when it is asked to', () => {
    expect(finds({ severity: 'INFO' }).length).toBeGreaterThan(0);
  });

  it('says where it found something', () => {
    const text = JSON.stringify({ Resources: { A: { Type: 'AWS::S3::Bucket', Properties: { Foo: 1 } } } });
    expect(validateTemplate(text)).toContainEqual({
      rule: 'F3002',
      severity: 'FATAL',
      message: "Additional properties are not allowed ('Foo' was unexpected)",
      logicalId: 'A',
      resourceType: 'AWS::S3::Bucket',
      path: 'Properties.Foo',
    });
  });

  it('refuses what it cannot read', () => {
    expect(() => validateTemplate('{')).toThrow();
  });
});
