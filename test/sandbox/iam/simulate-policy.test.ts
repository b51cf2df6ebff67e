import {
  AttachRolePolicyCommand,
  type ContextEntry,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import { refusal } from '../service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

const ACCOUNT = '111111111111';
let sandbox: TestSandbox;
let iam: IAMClient;
let roles = 0;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  iam = new IAMClient(sandbox.client(ACCOUNT));
});
afterAll(() => sandbox.stop());

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Action: string | string[], Resource: string | string[] = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});
const deny = (Action: string, Condition?: object) => ({ Effect: 'Deny', Action, Resource: '*', Condition });

async function role(...statements: object[]): Promise<string> {
  roles += 1;
  const RoleName = `Role${roles}`;
  const trust = policy({
    Effect: 'Allow',
    Principal: { Service: 'servicecatalog.amazonaws.com' },
    Action: 'sts:AssumeRole',
  });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  if (statements.length > 0) {
    const inline = { RoleName, PolicyName: 'launch', PolicyDocument: policy(...statements) };
    await iam.send(new PutRolePolicyCommand(inline));
  }
  return Role?.Arn ?? '';
}

async function simulate(
  PolicySourceArn: string,
  ActionNames: string[],
  more: Partial<SimulatePrincipalPolicyRequest> = {},
) {
  const input = { PolicySourceArn, ActionNames, ...more };
  return (await iam.send(new SimulatePrincipalPolicyCommand(input))).EvaluationResults ?? [];
}

const decisions = async (...given: Parameters<typeof simulate>) =>
  (await simulate(...given)).map(({ EvalDecision }) => EvalDecision);

const entry = (ContextKeyName: string, value: string): ContextEntry => ({
  ContextKeyName,
  ContextKeyValues: [value],
  ContextKeyType: 'string',
});

test('wildcards allow, a denial wins, what nobody mentions is denied', async () => {
  const arn = await role(allow(['ec2:Create*', 'ec2:Describe?pcs']), deny('ec2:CreateRoute'));
  const asked = ['ec2:CreateVpc', 'ec2:DescribeVpcs', 'ec2:CreateRoute', 'ec2:DeleteVpc'];
  expect(await decisions(arn, asked)).toEqual(['allowed', 'allowed', 'explicitDeny', 'implicitDeny']);
  const [created, , denied] = await simulate(arn, asked);
  expect(created).toMatchObject({
    EvalActionName: 'ec2:CreateVpc',
    EvalResourceName: '*',
    MatchedStatements: [{ SourcePolicyId: 'launch', SourcePolicyType: 'role' }],
  });
  expect(denied?.MatchedStatements).toHaveLength(1);
});

test('each resource is judged by itself, the whole by the strictest', async () => {
  const arn = await role(allow('s3:GetObject', 'arn:aws:s3:::mine/*'));
  const ResourceArns = ['arn:aws:s3:::mine/a', 'arn:aws:s3:::other/a'];
  const [result] = await simulate(arn, ['s3:GetObject'], { ResourceArns });
  expect(result?.EvalDecision).toBe('implicitDeny');
  expect(
    result?.ResourceSpecificResults?.map(({ EvalResourceName, EvalResourceDecision }) => [
      EvalResourceName,
      EvalResourceDecision,
    ]),
  ).toEqual([
    ['arn:aws:s3:::mine/a', 'allowed'],
    ['arn:aws:s3:::other/a', 'implicitDeny'],
  ]);
  expect(await decisions(arn, ['s3:GetObject'])).toEqual(['implicitDeny']);
});

test('a condition is judged by the context that is given; a missing key is named and never allows', async () => {
  const passed = { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } };
  const arn = await role(allow('iam:PassRole', '*', passed));
  const [missing] = await simulate(arn, ['iam:PassRole']);
  expect(missing).toMatchObject({ EvalDecision: 'implicitDeny', MissingContextValues: ['iam:PassedToService'] });
  const asked = (value: string) =>
    decisions(arn, ['iam:PassRole'], { ContextEntries: [entry('iam:passedtoservice', value)] });
  expect(await asked('ecs-tasks.amazonaws.com')).toEqual(['allowed']);
  expect(await asked('lambda.amazonaws.com')).toEqual(['implicitDeny']);
  const unless = await role(allow('s3:*'), deny('s3:PutObject', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }));
  expect(await decisions(unless, ['s3:PutObject', 's3:GetObject'])).toEqual(['implicitDeny', 'allowed']);
  const absent = await role(allow('s3:GetObject', '*', { Null: { 'aws:SourceVpc': 'true' } }));
  expect(await decisions(absent, ['s3:GetObject'])).toEqual(['implicitDeny']);
});

test('policy variables stand for who acts', async () => {
  const arn = await role(allow('s3:GetObject', 'arn:aws:s3:::${aws:PrincipalAccount}/*'));
  const asked = (bucket: string) => decisions(arn, ['s3:GetObject'], { ResourceArns: [`arn:aws:s3:::${bucket}/a`] });
  expect(await asked(ACCOUNT)).toEqual(['allowed']);
  expect(await asked('222222222222')).toEqual(['implicitDeny']);
});

test('a permissions boundary bounds, and a given one stands in for the attached one', async () => {
  const arn = await role(allow('*'));
  const { Policy } = await iam.send(
    new CreatePolicyCommand({ PolicyName: 'OnlyS3', PolicyDocument: policy(allow('s3:*')) }),
  );
  const RoleName = arn.split('/').at(-1);
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: Policy?.Arn }));
  const [within, beyond] = await simulate(arn, ['s3:GetObject', 'sqs:SendMessage']);
  expect(within).toMatchObject({
    EvalDecision: 'allowed',
    PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
  });
  expect(beyond).toMatchObject({
    EvalDecision: 'implicitDeny',
    PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
  });
  const PermissionsBoundaryPolicyInputList = [policy(allow('sqs:*'))];
  expect(await decisions(arn, ['s3:GetObject', 'sqs:SendMessage'], { PermissionsBoundaryPolicyInputList })).toEqual([
    'implicitDeny',
    'allowed',
  ]);
});

test('with an AWS managed policy that the sandbox does not hold nothing is allowed, and the answer says why', async () => {
  const arn = await role(allow('s3:*'));
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  await iam.send(new AttachRolePolicyCommand({ RoleName: arn.split('/').at(-1), PolicyArn }));
  const [result] = await simulate(arn, ['s3:GetObject']);
  expect(result?.EvalDecision).toBe('implicitDeny');
  expect(result?.EvalDecisionDetails).toEqual({ [`not judged: ${PolicyArn}`]: 'implicitDeny' });
});

test('the AWS managed policy of people who launch is held: what they launched themselves is theirs, outputs are not', async () => {
  const arn = await role();
  const PolicyArn = 'arn:aws:iam::aws:policy/AWSServiceCatalogEndUserFullAccess';
  await iam.send(new AttachRolePolicyCommand({ RoleName: arn.split('/').at(-1), PolicyArn }));
  const actions = ['ProvisionProduct', 'TerminateProvisionedProduct', 'GetProvisionedProductOutputs'].map(
    (name) => `servicecatalog:${name}`,
  );
  const level = (key: string): Partial<SimulatePrincipalPolicyRequest> => ({
    ContextEntries: [{ ContextKeyName: `servicecatalog:${key}`, ContextKeyType: 'string', ContextKeyValues: ['self'] }],
  });
  expect(await decisions(arn, actions, level('userLevel'))).toEqual(['allowed', 'allowed', 'implicitDeny']);
  expect(await decisions(arn, actions, level('accountLevel'))).toEqual(['allowed', 'implicitDeny', 'implicitDeny']);
});

test('given policies count, alone or beside the role’s', async () => {
  const arn = await role();
  const PolicyInputList = [policy(allow('sqs:*'))];
  expect(await decisions(arn, ['sqs:SendMessage'], { PolicyInputList })).toEqual(['allowed']);
  const input = { PolicyInputList, ActionNames: ['sqs:SendMessage', 'sns:Publish'] };
  const { EvaluationResults } = await iam.send(new SimulateCustomPolicyCommand(input));
  expect(EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual(['allowed', 'implicitDeny']);
});

test('results come in pages', async () => {
  const arn = await role(allow('sqs:*'));
  const input = { PolicySourceArn: arn, ActionNames: ['sqs:A', 'sqs:B', 'sqs:C'], MaxItems: 2 };
  const first = await iam.send(new SimulatePrincipalPolicyCommand(input));
  expect(first).toMatchObject({ IsTruncated: true });
  const second = await iam.send(new SimulatePrincipalPolicyCommand({ ...input, Marker: first.Marker }));
  expect(second.EvaluationResults?.map(({ EvalActionName }) => EvalActionName)).toEqual(['sqs:C']);
});

test('refuses what it cannot simulate', async () => {
  const arn = await role(allow('*'));
  expect(await refusal(simulate(`arn:aws:iam::${ACCOUNT}:role/Absent`, ['s3:GetObject']))).toBe(
    'NoSuchEntityException: The role with name Absent cannot be found.',
  );
  expect(await refusal(simulate('arn:aws:iam::222222222222:role/Role1', ['s3:GetObject']))).toMatch(/^NoSuchEntity/);
  expect(await refusal(simulate(`arn:aws:sts::${ACCOUNT}:assumed-role/Role1/x`, ['s3:GetObject']))).toMatch(
    /^InvalidInputException: Invalid Entity Arn/,
  );
  expect(await refusal(simulate(arn, ['s3:*']))).toBe('InvalidInputException: Invalid action name: s3:*');
  expect(await refusal(simulate(arn, ['s3:GetObject'], { ResourcePolicy: policy() }))).toMatch(
    /with ResourcePolicy\.$/,
  );
  expect(await refusal(simulate(arn, ['s3:GetObject'], { PolicyInputList: ['{'] }))).toMatch(
    /^MalformedPolicyDocument/,
  );
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
test('what AWS asks for on * is judged on *, whatever resource is given', async () => {
  const alarm = `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:bellyfed-dev`;
  const asked = { ResourceArns: [alarm] };
  const narrow = await role(allow(['cloudwatch:PutCompositeAlarm', 'cloudwatch:DeleteAlarms'], alarm));
  expect(await decisions(narrow, ['cloudwatch:PutCompositeAlarm'], asked)).toEqual(['implicitDeny']);
  expect(await decisions(narrow, ['cloudwatch:DeleteAlarms'], asked)).toEqual(['allowed']);
  const wide = await role(allow('cloudwatch:PutCompositeAlarm'));
  expect(await decisions(wide, ['cloudwatch:PutCompositeAlarm'], asked)).toEqual(['allowed']);
});
