import { decide, type PolicyDocument } from '../../../catalog/permissions';
import { launch } from './launch';

interface Role {
  readonly AssumeRolePolicyDocument: { readonly Statement: readonly { readonly Condition?: object }[] };
  readonly Policies: readonly { readonly PolicyDocument: PolicyDocument }[];
}

const answers = { ExecuteCommand: 'yes', CustomerKey: 'yes' };
const roles = launch(answers)
  .ofType('AWS::IAM::Role')
  .map(({ id, properties }) => {
    const { Policies, AssumeRolePolicyDocument } = properties as unknown as Role;
    const statements = Policies.flatMap(({ PolicyDocument }) => [PolicyDocument.Statement].flat());
    return { id, statements, trust: AssumeRolePolicyDocument, policies: Policies.map((each) => each.PolicyDocument) };
  });

/** Actions that take no resource, so that everything is all that they can be given. */
const withoutResource = [
  'ecr:GetAuthorizationToken',
  'logs:DescribeLogGroups',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
  'xray:GetSamplingRules',
  'xray:GetSamplingStatisticSummaries',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

describe.each(roles)('$id', ({ id, statements, trust }) => {
  const granted = statements.flatMap(({ Action = [], Resource = [] }) =>
    [Action].flat().map((action) => ({ action, resources: [Resource].flat() })),
  );

  it('names every action', () => {
    expect(granted.length).toBeGreaterThan(1);
    expect(granted.filter(({ action }) => action.includes('*'))).toEqual([]);
  });

  it('names its resources, but for actions that take none', () => {
    const everything = granted.filter(({ resources }) => resources.includes('*')).map(({ action }) => action);
    expect(everything.filter((action) => !withoutResource.includes(action))).toEqual([]);
  });

  it('can’t create log groups, which would come back without retention', () => {
    expect(granted.map(({ action }) => action)).not.toContain('logs:CreateLogGroup');
  });

  it('serves nobody else’s resources, where the service tells whose', () => {
    const conditions = trust.Statement.map(({ Condition }) => Condition);
    if (id.startsWith('Function')) expect(conditions).toEqual([undefined]);
    else
      expect(conditions).toEqual([expect.objectContaining({ StringEquals: { 'aws:SourceAccount': '111122223333' } })]);
  });
});

describe('the application', () => {
  const task = roles.find(({ id }) => id === 'TaskRoleTask');
  const may = (action: string, resource: string, context: Record<string, string> = {}) =>
    decide([...(task?.policies ?? [])], { action, resource, context });
  const fileSystem = 'arn:aws:elasticfilesystem:eu-central-1:111122223333:file-system/bellyfed:one:data:FileSystemId';
  const accessPoint =
    'arn:aws:elasticfilesystem:eu-central-1:111122223333:access-point/bellyfed:one:data:ApplicationAccessPointId';

  it('reads and writes its tables, and no other', () => {
    expect(may('dynamodb:PutItem', 'bellyfed:one:data:SessionsTableArn')).toBe('allowed');
    expect(may('dynamodb:PutItem', 'arn:aws:dynamodb:eu-central-1:111122223333:table/other')).toBe('implicitDeny');
    expect(may('dynamodb:DeleteTable', 'bellyfed:one:data:SessionsTableArn')).toBe('implicitDeny');
  });

  it('mounts the file system through its own access point, with TLS', () => {
    const context = { 'elasticfilesystem:AccessPointArn': accessPoint, 'aws:SecureTransport': 'true' };
    expect(may('elasticfilesystem:ClientMount', fileSystem, context)).toBe('allowed');
    expect(may('elasticfilesystem:ClientMount', fileSystem, { ...context, 'aws:SecureTransport': 'false' })).toBe(
      'implicitDeny',
    );
    expect(
      may('elasticfilesystem:ClientMount', fileSystem, {
        ...context,
        'elasticfilesystem:AccessPointArn': `${accessPoint}2`,
      }),
    ).toBe('implicitDeny');
    expect(may('elasticfilesystem:ClientRootAccess', fileSystem, context)).toBe('implicitDeny');
  });

  it('reads the database’s secret, and no other', () => {
    expect(may('secretsmanager:GetSecretValue', 'bellyfed:one:data:DatabaseSecretArn')).toBe('allowed');
    expect(may('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:other')).toBe(
      'implicitDeny',
    );
  });

  it('asks the search tier of its own environment, and no other', () => {
    const search = (environment: string) =>
      may(
        'lambda:InvokeFunctionUrl',
        `arn:aws:lambda:eu-central-1:111122223333:function:bellyfed-${environment}-search`,
      );
    expect(search('one')).toBe('allowed');
    expect(search('two')).toBe('implicitDeny');
    const address = 'arn:aws:ssm:eu-central-1:111122223333:parameter/bellyfed/one/search/function-url';
    expect(may('ssm:GetParameter', address)).toBe('allowed');
  });

  it('uses the customer key through the stores only', () => {
    const through = (service: string) =>
      may('kms:Decrypt', 'bellyfed:one:data:KeyArn', { 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` });
    expect(through('dynamodb')).toBe('allowed');
    expect(through('ec2')).toBe('implicitDeny');
  });
});

it('without a customer key, nothing of it is mentioned or imported', () => {
  const app = launch();
  expect(app.text).not.toContain('bellyfed:one:data:KeyArn');
  expect(app.text).not.toContain('kms:');
  expect(app.ofType('AWS::Logs::LogGroup').filter(({ properties }) => 'KmsKeyId' in properties)).toEqual([]);
});

it('with a customer key, every log group is encrypted with it', () => {
  const groups = launch({ CustomerKey: 'yes' }).ofType('AWS::Logs::LogGroup');
  expect(groups.filter(({ properties }) => properties.KmsKeyId !== 'bellyfed:one:data:KeyArn')).toEqual([]);
});
