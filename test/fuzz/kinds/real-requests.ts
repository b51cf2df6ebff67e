import { ACCOUNT, type Captured, captured } from './captured-requests';

/** Bucket of the requests that have one. */
export const BUCKET = 'fuzzed-bucket';

const allowAll = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::bucket/*',
      Condition: { StringLike: { 's3:prefix': ['a/*'] } },
    },
  ],
};
const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const machine = {
  StartAt: 'Choose',
  States: {
    Choose: {
      Type: 'Choice',
      Choices: [{ Variable: '$.count', NumericGreaterThan: 3, Next: 'Each' }],
      Default: 'Call',
    },
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'one.$': '$$.Map.Item.Value' },
      ItemProcessor: {
        StartAt: 'Pass',
        States: { Pass: { Type: 'Pass', Parameters: { 'a.$': "States.Format('{}', $.one)" }, End: true } },
      },
      ResultPath: '$.each',
      Next: 'Call',
    },
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:cloudformation:describeStacks',
      Parameters: { 'StackName.$': '$.name' },
      Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 1, MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'End' }],
      Next: 'End',
    },
    End: { Type: 'Succeed' },
  },
};
const pattern = {
  source: ['aws.cloudformation'],
  detail: {
    'stack-id': [{ prefix: 'arn:' }, { wildcard: '*SC-*' }],
    count: [{ numeric: ['>', 1, '<=', 5] }],
    $or: [{ a: [{ exists: true }] }, { b: [{ 'anything-but': ['x'] }] }],
  },
};
const stack = {
  Parameters: { Name: { Type: 'String', Default: 'a', AllowedPattern: '[a-z]+' } },
  Conditions: { Is: { 'Fn::Equals': [{ Ref: 'Name' }, 'a'] } },
  Resources: {
    Topic: {
      Type: 'AWS::SNS::Topic',
      Condition: 'Is',
      Properties: { DisplayName: { 'Fn::Sub': '${Name}-${AWS::Region}' } },
    },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 1 } },
  },
  Outputs: {
    Arn: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}-arn' } } },
  },
};
const stackPolicy = {
  Statement: [
    {
      Effect: 'Deny',
      Action: ['Update:Replace', 'Update:Delete'],
      Principal: '*',
      Resource: '*',
      Condition: { StringEquals: { ResourceType: ['AWS::SQS::Queue'] } },
    },
  ],
};
const text = (value: object) => JSON.stringify(value);

/** Requests as AWS's clients write them, each after those that it needs. */
export function realRequests(): Promise<Captured[][]> {
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/fuzzed`;
  const role = { RoleName: 'fuzzed', AssumeRolePolicyDocument: text(trust) };
  return Promise.all([
    captured(({ cloudFormation: it }) => [
      () =>
        it.createStack({
          StackName: 'one',
          TemplateBody: text(stack),
          Parameters: [{ ParameterKey: 'Name', ParameterValue: 'b' }],
          Tags: [{ Key: 'a', Value: 'b' }],
        }),
    ]),
    captured(({ cloudFormation: it }) => [() => it.validateTemplate({ TemplateBody: text(stack) })]),
    captured(({ cloudFormation: it }) => [
      () => it.createStack({ StackName: 'one', TemplateBody: text(stack) }),
      () =>
        it.createChangeSet({
          StackName: 'one',
          ChangeSetName: 'two',
          TemplateBody: text(stack),
          Parameters: [{ ParameterKey: 'Name', UsePreviousValue: true }],
        }),
    ]),
    captured(({ cloudFormation: it }) => [
      () => it.createStack({ StackName: 'one', TemplateBody: text(stack) }),
      () => it.setStackPolicy({ StackName: 'one', StackPolicyBody: text(stackPolicy) }),
    ]),
    captured(({ cloudFormation: it }) => [() => it.describeStackEvents({ StackName: 'one', NextToken: 'eyJhIjoxfQ' })]),
    captured(({ iam: it }) => [() => it.createRole(role)]),
    captured(({ iam: it }) => [
      () => it.createRole(role),
      () => it.putRolePolicy({ RoleName: 'fuzzed', PolicyName: 'one', PolicyDocument: text(allowAll) }),
    ]),
    captured(({ iam: it }) => [
      () => it.createPolicy({ PolicyName: 'one', PolicyDocument: text(allowAll), Tags: [{ Key: 'a', Value: 'b' }] }),
    ]),
    captured(({ iam: it }) => [
      () =>
        it.simulateCustomPolicy({
          PolicyInputList: [text(allowAll)],
          ActionNames: ['s3:GetObject'],
          ResourceArns: ['arn:aws:s3:::bucket/a'],
          ContextEntries: [{ ContextKeyName: 's3:prefix', ContextKeyType: 'string', ContextKeyValues: ['a/b'] }],
        }),
    ]),
    captured(({ events: it }) => [() => it.putRule({ Name: 'one', EventPattern: text(pattern) })]),
    captured(({ events: it }) => [
      () =>
        it.testEventPattern({
          EventPattern: text(pattern),
          Event: text({
            id: '1',
            account: ACCOUNT,
            source: 'aws.cloudformation',
            time: '2026-01-01T00:00:00Z',
            region: 'us-east-1',
            resources: [],
            'detail-type': 'x',
            detail: { 'stack-id': 'arn:aws:SC-x', count: 3, a: [1, { b: null }] },
          }),
        }),
    ]),
    captured(({ events: it }) => [
      () => it.putEvents({ Entries: [{ Source: 'one', DetailType: 'two', Detail: text({ a: [1] }) }] }),
    ]),
    captured(({ states: it }) => [
      () => it.createStateMachine({ name: 'one', definition: text(machine), roleArn: RoleArn }),
    ]),
    captured(({ iam, states: it }) => [
      () => iam.createRole(role),
      () => it.createStateMachine({ name: 'one', definition: text(machine), roleArn: RoleArn }),
      () =>
        it.startExecution({
          stateMachineArn: `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:one`,
          input: text({ count: 4, items: [1, 'a', null], name: 'x' }),
        }),
    ]),
    captured(({ s3: it }) => [
      () => it.createBucket({ Bucket: BUCKET }),
      () => it.putBucketPolicy({ Bucket: BUCKET, Policy: text(allowAll) }),
    ]),
    captured(({ s3: it }) => [
      () => it.createBucket({ Bucket: BUCKET }),
      () => it.putBucketTagging({ Bucket: BUCKET, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }),
    ]),
    captured(({ s3: it }) => [
      () => it.createBucket({ Bucket: BUCKET }),
      () => it.putObject({ Bucket: BUCKET, Key: 'a/b', Body: 'hello', Metadata: { a: 'b' } }),
    ]),
    captured(({ s3: it }) => [
      () => it.createBucket({ Bucket: BUCKET }),
      () => it.deleteObjects({ Bucket: BUCKET, Delete: { Objects: [{ Key: 'a' }, { Key: 'b' }] } }),
    ]),
    captured(({ s3: it }) => [
      () => it.createBucket({ Bucket: BUCKET }),
      () => it.listObjectsV2({ Bucket: BUCKET, Prefix: 'a', Delimiter: '/', MaxKeys: 3 }),
    ]),
    captured(({ ssm: it }) => [
      () => it.putParameter({ Name: '/a/b', Value: 'c', Type: 'String', Tags: [{ Key: 'a', Value: 'b' }] }),
    ]),
    captured(({ ssm: it }) => [
      () => it.describeParameters({ ParameterFilters: [{ Key: 'Path', Option: 'Recursive', Values: ['/a'] }] }),
    ]),
    captured(({ catalog: it }) => [
      () =>
        it.createProduct({
          Name: 'one',
          Owner: 'two',
          ProductType: 'CLOUD_FORMATION_TEMPLATE',
          ProvisioningArtifactParameters: { Info: { LoadTemplateFromURL: `https://s3.amazonaws.com/${BUCKET}/a` } },
        }),
    ]),
    captured(({ catalog: it }) => [
      () => it.createPortfolio({ DisplayName: 'one', ProviderName: 'two', Tags: [{ Key: 'a', Value: 'b' }] }),
    ]),
    captured(({ catalog: it }) => [
      () => it.searchProductsAsAdmin({ Filters: { FullTextSearch: ['one'] }, PageSize: 5 }),
    ]),
    captured(({ organizations: it }) => [
      () => it.createOrganization({ FeatureSet: 'ALL' }),
      () => it.inviteAccountToOrganization({ Target: { Id: '222233334444', Type: 'ACCOUNT' }, Notes: 'x' }),
    ]),
  ]);
}
