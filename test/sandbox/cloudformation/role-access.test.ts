import { ContinueUpdateRollbackCommand, DeleteStackCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { requiredActions } from '../../../catalog/permissions';
import { Cloud, refusal, TOPIC } from './cloud';

let cloud: Cloud;
let iam: IAMClient;
beforeAll(async () => {
  cloud = await Cloud.start();
  iam = new IAMClient(cloud.sandbox.client());
});
afterAll(() => cloud.stop());
afterEach(() => cloud.faults({}));

const VPC = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
const { create = [], tag = [], update = [], delete: deletion = [] } = requiredActions('AWS::EC2::VPC') ?? {};

async function role(name: string, actions: readonly string[]): Promise<string> {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'cloudformation.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  await allow(name, actions);
  return `arn:aws:iam::000000000000:role/${name}`;
}

async function allow(name: string, Action: readonly string[]): Promise<void> {
  await grant(name, [{ Action, Resource: '*' }]);
}

async function grant(name: string, statements: readonly object[]): Promise<void> {
  const Statement = statements.map((statement) => ({ Effect: 'Allow', ...statement }));
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'p', PolicyDocument }));
}

test('a role that may do all that a resource needs makes it', async () => {
  const RoleARN = await role('able', [...create, ...tag]);
  const stack = await cloud.create('able', { Resources: { Vpc: VPC } }, { RoleARN });
  expect(stack).toMatchObject({ StackStatus: 'CREATE_COMPLETE', RoleARN });
});

test('a role without a permission fails the resource', async () => {
  const RoleARN = await role(
    'unable',
    [...create, ...tag].filter((action) => action !== 'ec2:CreateVpc'),
  );
  const stack = await cloud.create('unable', { Resources: { Vpc: VPC } }, { RoleARN });
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  expect((await cloud.story('unable')).join('\n')).toContain(
    'Vpc CREATE_FAILED: Resource handler returned message: "User: arn:aws:sts::000000000000:assumed-role/unable/AWSCloudFormation is not authorized to perform: ec2:CreateVpc',
  );
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
test('what AWS asks for on * is denied to a role that has it on ARNs only', async () => {
  const template = {
    Resources: { Any: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: 'FALSE' } } },
  };
  const actions = requiredActions('AWS::CloudWatch::CompositeAlarm')?.all ?? [];
  const RoleARN = await role('composer', ['cloudwatch:ListMetrics']);
  await grant('composer', [{ Action: actions, Resource: 'arn:aws:cloudwatch:*:000000000000:alarm:*' }]);
  expect((await cloud.create('composed', template, { RoleARN })).StackStatus).toBe('ROLLBACK_COMPLETE');
  expect((await cloud.story('composed')).join('\n')).toContain(
    'is not authorized to perform: cloudwatch:DescribeAlarms on resource: * because no identity-based policy allows the ' +
      'cloudwatch:DescribeAlarms action',
  );
  await allow('composer', actions);
  expect((await cloud.create('composed-again', template, { RoleARN })).StackStatus).toBe('CREATE_COMPLETE');
});

// https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html
describe('a role that may touch keys by their tag', () => {
  const key = (product: string, Description = 'of the tests') => {
    const KeyPolicy = { Version: '2012-10-17', Statement: [] };
    const Tags = [{ Key: 'Product', Value: product }];
    return { Resources: { Key: { Type: 'AWS::KMS::Key', Properties: { Description, KeyPolicy, Tags } } } };
  };
  const { all = [] } = requiredActions('AWS::KMS::Key', { Description: 'd' }) ?? {};
  const tagged = (of: 'Request' | 'Resource') => ({ StringEquals: { [`aws:${of}Tag/Product`]: 'delivery' } });
  const [creating, changing] = [['kms:CreateKey'], all.filter((action) => action !== 'kms:CreateKey')];

  beforeAll(async () => {
    await role('keeper', ['kms:ListKeys']);
    await grant('keeper', [
      { Action: creating, Resource: '*', Condition: tagged('Request') },
      { Action: changing, Resource: '*', Condition: tagged('Resource') },
    ]);
  });
  const RoleARN = 'arn:aws:iam::000000000000:role/keeper';

  test('makes, changes and deletes keys that carry it', async () => {
    expect((await cloud.create('ours', key('delivery'), { RoleARN })).StackStatus).toBe('CREATE_COMPLETE');
    expect((await cloud.update('ours', key('delivery', 'changed'))).StackStatus).toBe('UPDATE_COMPLETE');
    await cloud.client.send(new DeleteStackCommand({ StackName: 'ours' }));
    await expect(cloud.settled('ours')).rejects.toThrow('does not exist');
  });

  test('makes none that carries another, and neither changes nor deletes one', async () => {
    expect((await cloud.create('theirs', key('data'), { RoleARN })).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await cloud.story('theirs')).join('\n')).toContain('is not authorized to perform: kms:CreateKey');
    await allow('keeper', all);
    await cloud.create('strangers', key('data'), { RoleARN });
    await grant('keeper', [{ Action: all, Resource: '*', Condition: tagged('Resource') }]);
    expect((await cloud.update('strangers', key('data', 'changed'))).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await cloud.story('strangers')).join('\n')).toContain('is not authorized to perform: kms:');
    await cloud.client.send(new DeleteStackCommand({ StackName: 'strangers' }));
    expect((await cloud.settled('strangers')).StackStatus).toBe('DELETE_FAILED');
  });
});

test('a deletion that the role may not make fails, and leaves what is retained when asked again', async () => {
  const RoleARN = await role('maker', [...create, ...tag]);
  const { StackId = '' } = await cloud.create('undeletable', { Resources: { Vpc: VPC } }, { RoleARN });
  await cloud.client.send(new DeleteStackCommand({ StackName: 'undeletable' }));
  expect(await cloud.settled('undeletable')).toMatchObject({
    StackStatus: 'DELETE_FAILED',
    StackStatusReason: 'The following resource(s) failed to delete: [Vpc]. ',
  });
  await cloud.client.send(new DeleteStackCommand({ StackName: 'undeletable', RetainResources: ['Vpc'] }));
  expect((await cloud.settled(StackId)).StackStatus).toBe('DELETE_COMPLETE');
  expect(await cloud.story(StackId)).toContain('Vpc DELETE_SKIPPED');
});

test('a deletion succeeds once the role may make it', async () => {
  const RoleARN = await role('learner', [...create, ...tag]);
  const { StackId = '' } = await cloud.create('deletable', { Resources: { Vpc: VPC } }, { RoleARN });
  await allow('learner', deletion);
  await cloud.client.send(new DeleteStackCommand({ StackName: 'deletable' }));
  expect((await cloud.settled(StackId)).StackStatus).toBe('DELETE_COMPLETE');
});

test('refuses a role that is not there, that does not trust CloudFormation, or is another account’s', async () => {
  const refused = (RoleARN: string) => refusal(cloud.create('roleless', { Resources: { Vpc: VPC } }, { RoleARN }));
  const nobody = 'arn:aws:iam::000000000000:role/nobody';
  expect(await refused(nobody)).toBe(`ValidationError: Role ${nobody} is invalid or cannot be assumed`);
  const unrelated = 'arn:aws:iam::000000000000:role/BellyfedPlatformEngineer';
  expect(await refused(unrelated)).toBe(`ValidationError: Role ${unrelated} is invalid or cannot be assumed`);
  expect(await refused('arn:aws:iam::111111111111:role/nobody')).toBe(
    'AccessDenied: Cross-account pass role is not allowed.',
  );
});

describe('a rollback that fails', () => {
  const template = (EnableDnsSupport: boolean, name: string) => ({
    Resources: {
      Vpc: { ...VPC, Properties: { ...VPC.Properties, EnableDnsSupport } },
      Last: { ...TOPIC, DependsOn: 'Vpc', Properties: { DisplayName: name } },
    },
  });

  /** Makes an update fail after the role has lost what putting the VPC back needs. */
  async function failedRollback(name: string): Promise<void> {
    const { create: topicActions = [] } = requiredActions(TOPIC.Type) ?? {};
    const RoleARN = await role(name, [...create, ...tag, ...update, ...topicActions, 'sns:*']);
    await cloud.create(name, template(true, 'one'), { RoleARN });
    await cloud.faults({ failResources: { Last: 'no luck today' }, stackStepMs: 150 });
    const TemplateBody = JSON.stringify(template(false, 'two'));
    await cloud.client.send(new UpdateStackCommand({ StackName: name, TemplateBody }));
    while (!(await cloud.story(name)).includes('Vpc UPDATE_COMPLETE'))
      await new Promise((done) => setTimeout(done, 10));
    await allow(name, ['sns:*']);
    expect(await cloud.settled(name)).toMatchObject({
      StackStatus: 'UPDATE_ROLLBACK_FAILED',
      StackStatusReason: 'The following resource(s) failed to update: [Vpc]. ',
    });
    await cloud.faults({});
  }

  test('goes on once its cause is gone', async () => {
    await failedRollback('resumed');
    expect(await refusal(cloud.update('resumed', template(false, 'three')))).toMatch(
      /is in UPDATE_ROLLBACK_FAILED state and can not be updated\.$/,
    );
    await allow('resumed', [...update, 'sns:*']);
    await cloud.client.send(new ContinueUpdateRollbackCommand({ StackName: 'resumed' }));
    expect((await cloud.settled('resumed')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('passes over what it is told to skip, and over nothing else', async () => {
    await failedRollback('skipped');
    const skip = (...ResourcesToSkip: string[]) =>
      cloud.client.send(new ContinueUpdateRollbackCommand({ StackName: 'skipped', ResourcesToSkip }));
    expect(await refusal(skip('Last'))).toMatch(/^ValidationError: The resource Last cannot be skipped/);
    await skip('Vpc');
    expect((await cloud.settled('skipped')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await cloud.story('skipped')).toContain('Vpc UPDATE_COMPLETE: Resource skipped during UpdateRollback');
  });
});
