/** Resources and condition keys that calls are judged on. */
import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { SFN } from '@aws-sdk/client-sfn';
import { SSM } from '@aws-sdk/client-ssm';
import { STS } from '@aws-sdk/client-sts';
import { addRole, allow, deny, sessionOf } from '../role-session';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
let count = 0;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

async function session(
  statements: Parameters<typeof addRole>[2],
  more: Parameters<typeof addRole>[3] = {},
  input = {},
) {
  count += 1;
  await addRole(sandbox, `Role${count}`, statements, more);
  return sessionOf(sandbox, `Role${count}`, input);
}

const HERE = 'us-east-1:000000000000';
const TEMPLATE = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
const notAllowed = /is not authorized to perform/;

describe('CloudFormation', () => {
  beforeAll(async () => {
    const client = new CloudFormation(sandbox.client());
    for (const StackName of ['SC-one', 'other']) {
      await client.createStack({ StackName, TemplateBody: TEMPLATE, Tags: [{ Key: 'Team', Value: 'web' }] });
      await waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 1 }, { StackName });
    }
  });

  it('by the names of stacks, whether the call names them or their ids', async () => {
    const admin = new CloudFormation(sandbox.client());
    const { Stacks: [other] = [] } = await admin.describeStacks({ StackName: 'other' });
    const stacks = new CloudFormation(
      await session([allow('cloudformation:*', { Resource: `arn:aws:cloudformation:${HERE}:stack/SC-*` })]),
    );
    await stacks.describeStacks({ StackName: 'SC-one' });
    for (const StackName of ['other', other?.StackId, 'absent']) {
      await expect(stacks.describeStackEvents({ StackName })).rejects.toThrow(notAllowed);
    }
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
  it('a description of all stacks asks for the right to list them', async () => {
    const only = new CloudFormation(await session([allow('cloudformation:DescribeStacks')]));
    await only.describeStacks({ StackName: 'other' });
    await expect(only.describeStacks({})).rejects.toThrow('cloudformation:ListStacks');
    const both = await session([allow(['cloudformation:DescribeStacks', 'cloudformation:ListStacks'])]);
    expect((await new CloudFormation(both).describeStacks({})).Stacks).toHaveLength(2);
  });

  it('by the tags of a stack, and those that it is to get', async () => {
    const tagged = (key: string) => ({ Condition: { StringEquals: { [key]: 'web' } } });
    const stacks = new CloudFormation(
      await session([
        allow('cloudformation:DescribeStacks', tagged('aws:ResourceTag/Team')),
        allow('cloudformation:CreateStack', tagged('aws:RequestTag/team')),
        allow('sns:*'),
      ]),
    );
    await stacks.describeStacks({ StackName: 'other' });
    const StackName = 'tagged';
    await expect(stacks.createStack({ StackName, TemplateBody: TEMPLATE })).rejects.toThrow(notAllowed);
    await stacks.createStack({ StackName, TemplateBody: TEMPLATE, Tags: [{ Key: 'Team', Value: 'web' }] });
  });

  it('a role for CloudFormation must be one that the caller may pass to it', async () => {
    const trust = { Effect: 'Allow', Principal: { Service: 'cloudformation.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const { Role } = await new IAM(sandbox.client()).createRole({
      RoleName: 'ForStacks',
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
    });
    const input = { TemplateBody: TEMPLATE, RoleARN: Role?.Arn };
    const create = async (passes: Parameters<typeof addRole>[2]) => {
      const stacks = new CloudFormation(await session([allow('cloudformation:*'), ...passes]));
      await stacks.createStack({ ...input, StackName: `passed-${count}` });
    };
    const to = (service: string) => ({ Condition: { StringEquals: { 'iam:PassedToService': service } } });
    await expect(create([])).rejects.toThrow(`iam:PassRole on resource: ${Role?.Arn} because`);
    await expect(create([allow('iam:PassRole', to('ec2.amazonaws.com'))])).rejects.toThrow('iam:PassRole');
    await create([allow('iam:PassRole', { Resource: Role?.Arn, ...to('cloudformation.amazonaws.com') })]);
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
  it('without a role of its own a stack is made with what its caller may do', async () => {
    const client = new CloudFormation(await session([allow('cloudformation:*')]));
    const StackName = 'as-caller';
    await client.createStack({ StackName, TemplateBody: TEMPLATE });
    await expect(waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 1 }, { StackName })).rejects.toThrow(
      'ROLLBACK_COMPLETE',
    );
    const { StackEvents = [] } = await client.describeStackEvents({ StackName });
    const reasons = StackEvents.map(({ ResourceStatusReason }) => ResourceStatusReason).join('\n');
    expect(reasons).toContain(`assumed-role/Role${count}/anna is not authorized to perform: sns:CreateTopic`);
  });
});

describe('IAM', () => {
  const create = (iam: IAM, more: object = {}) =>
    iam.createRole({
      RoleName: `Made${count}`,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
      ...more,
    });

  it('by the boundary that a role is to have, and the one that it has', async () => {
    const { Policy } = await new IAM(sandbox.client()).createPolicy({
      PolicyName: 'Bound',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [allow('s3:*')] }),
    });
    const PermissionsBoundary = Policy?.Arn ?? '';
    const bounded = { Condition: { ArnEquals: { 'iam:PermissionsBoundary': PermissionsBoundary } } };
    const iam = new IAM(await session([allow(['iam:CreateRole', 'iam:PutRolePolicy'], bounded)]));
    await expect(create(iam)).rejects.toThrow(notAllowed);
    await create(iam, { PermissionsBoundary });
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [allow('*')] });
    await iam.putRolePolicy({ RoleName: `Made${count}`, PolicyName: 'p', PolicyDocument });
    const other = { RoleName: 'BellyfedPlatformEngineer', PolicyName: 'p', PolicyDocument };
    await expect(iam.putRolePolicy(other)).rejects.toThrow('on resource: role BellyfedPlatformEngineer because');
  });

  it('by path and name of a role, and by the policy that is attached', async () => {
    const Resource = 'arn:aws:iam::000000000000:role/teams/*';
    const only = { Resource, Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AWSDenyAll' } } };
    const iam = new IAM(await session([allow('iam:CreateRole', { Resource }), allow('iam:AttachRolePolicy', only)]));
    await expect(create(iam)).rejects.toThrow(`on resource: arn:aws:iam::000000000000:role/Made${count} because`);
    await create(iam, { Path: '/teams/' });
    const RoleName = `Made${count}`;
    await iam.attachRolePolicy({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AWSDenyAll' });
    const other = { RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
    await expect(iam.attachRolePolicy(other)).rejects.toThrow(notAllowed);
  });

  it('a role may be assumed as far as the tags on it, and on who asks, allow', async () => {
    const tags = { Tags: [{ Key: 'Team', Value: 'web' }] };
    await addRole(sandbox, 'Target', [], tags);
    await sessionOf(sandbox, 'Target');
    const same = { Condition: { StringEquals: { 'aws:ResourceTag/Team': '${aws:PrincipalTag/Team}' } } };
    const asking = async (more: object, input: object = {}) => {
      const sts = new STS(await session([allow('sts:AssumeRole', same)], more, input));
      const RoleArn = 'arn:aws:iam::000000000000:role/Target';
      await sts.assumeRole({ RoleArn, RoleSessionName: 'anna' });
    };
    await asking(tags);
    await expect(asking({})).rejects.toThrow(notAllowed);
    await asking({}, tags);
    await expect(asking(tags, { Tags: [{ Key: 'Team', Value: 'data' }] })).rejects.toThrow(notAllowed);
  });
});

describe('others', () => {
  it('parameters by their names, every one that is asked for', async () => {
    const Resource = `arn:aws:ssm:${HERE}:parameter/app/*`;
    const ssm = new SSM(await session([allow('ssm:*', { Resource })]));
    await ssm.putParameter({ Name: '/app/one', Value: '1', Type: 'String' });
    await ssm.getParametersByPath({ Path: '/app/' });
    await expect(ssm.getParameters({ Names: ['/app/one', '/other'] })).rejects.toThrow('parameter/other because');
    await expect(ssm.getParametersByPath({ Path: '/' })).rejects.toThrow(notAllowed);
  });

  it('state machines and rules by their names, with the roles that they are given', async () => {
    const states = new SFN(
      await session([allow('states:CreateStateMachine', { Resource: `arn:aws:states:${HERE}:stateMachine:mine-*` })]),
    );
    const roleArn = 'arn:aws:iam::000000000000:role/BellyfedPlatformEngineer';
    const machine = { definition: '{}', roleArn };
    await expect(states.createStateMachine({ ...machine, name: 'other' })).rejects.toThrow(
      'stateMachine:other because',
    );
    await expect(states.createStateMachine({ ...machine, name: 'mine-1' })).rejects.toThrow('iam:PassRole');

    const events = new EventBridge(
      await session([allow('events:*', { Resource: `arn:aws:events:${HERE}:rule/mine-*` })]),
    );
    const EventPattern = JSON.stringify({ source: ['aws.s3'] });
    await events.putRule({ Name: 'mine-1', EventPattern });
    await expect(events.putRule({ Name: 'other', EventPattern })).rejects.toThrow('rule/other because');
    await expect(events.putEvents({ Entries: [{}] })).rejects.toThrow('event-bus/default because');
    const Targets = [{ Id: 'a', Arn: `arn:aws:states:${HERE}:stateMachine:x`, RoleArn: roleArn }];
    await expect(events.putTargets({ Rule: 'mine-1', Targets })).rejects.toThrow('iam:PassRole');
  });

  it('portfolios and products by their ids; what is to be made by none', async () => {
    const admin = new ServiceCatalog(sandbox.client());
    const made = (DisplayName: string) => admin.createPortfolio({ DisplayName, ProviderName: 'Platform' });
    const { PortfolioDetail: one } = await made('One');
    const { PortfolioDetail: two } = await made('Two');
    const catalog = new ServiceCatalog(await session([allow('servicecatalog:*', { Resource: one?.ARN })]));
    await catalog.describePortfolio({ Id: one?.Id });
    await expect(catalog.describePortfolio({ Id: two?.Id })).rejects.toThrow(`on resource: ${two?.ARN} because`);
    // https://github.com/awslabs/service-workbench-on-aws/issues/888
    const making = catalog.createPortfolio({ DisplayName: 'Three', ProviderName: 'Platform' });
    await expect(making).rejects.toThrow(`on resource: arn:aws:catalog:${HERE}:* because`);
  });

  it('a key that the sandbox does not know refuses and is named, in what allows and in what denies', async () => {
    const Condition = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
    const read = async (statements: Parameters<typeof addRole>[2]) =>
      new SSM(await session(statements)).getParameter({ Name: 'absent' });
    const named = '(In the sandbox the value of aws:SourceIp is not known.)';
    await expect(read([allow('ssm:*', { Condition })])).rejects.toThrow(named);
    await expect(read([allow('ssm:*'), deny('ssm:*', { Condition })])).rejects.toThrow(named);
  });

  it('a key that the action does not carry is missing from the request', async () => {
    const Condition = { StringEquals: { 'servicecatalog:userLevel': 'self' } };
    const settings = await session([allow('*', { Condition })]);
    await expect(new ServiceCatalog(settings).listPortfolios({})).rejects.toThrow(
      /because no identity-based policy allows the servicecatalog:ListPortfolios action$/,
    );
  });

  it('the clock and the region of a request', async () => {
    const Condition = {
      DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' },
      StringEquals: { 'aws:RequestedRegion': 'us-east-1' },
      Bool: { 'aws:SecureTransport': 'true', 'aws:MultiFactorAuthPresent': 'false' },
    };
    const settings = await session([allow('ssm:*', { Condition })]);
    await expect(new SSM(settings).getParameter({ Name: 'absent' })).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
    const elsewhere = new SSM({ ...settings, region: 'eu-west-1' }).getParameter({ Name: 'absent' });
    await expect(elsewhere).rejects.toThrow(notAllowed);
  });
});
