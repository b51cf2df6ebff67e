import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Cloud, TOPIC } from './cloud';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());
afterEach(() => cloud.faults({}));

test('creates resources in the order of their dependencies, with CloudFormation’s events', async () => {
  const stack = await cloud.create('order', {
    Resources: {
      Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24' } },
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    },
    Outputs: { VpcId: { Value: { Ref: 'Vpc' } }, Cidr: { Value: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] } } },
  });
  expect(stack.StackStatus).toBe('CREATE_COMPLETE');
  expect(stack.Outputs).toEqual([
    { OutputKey: 'VpcId', OutputValue: expect.stringMatching(/^vpc-[0-9a-f]{17}$/) },
    { OutputKey: 'Cidr', OutputValue: '10.0.0.0/16' },
  ]);
  expect(await cloud.story('order')).toEqual([
    'order CREATE_IN_PROGRESS: User Initiated',
    'Vpc CREATE_IN_PROGRESS',
    'Vpc CREATE_IN_PROGRESS: Resource creation Initiated',
    'Vpc CREATE_COMPLETE',
    'Subnet CREATE_IN_PROGRESS',
    'Subnet CREATE_IN_PROGRESS: Resource creation Initiated',
    'Subnet CREATE_COMPLETE',
    'order CREATE_COMPLETE',
  ]);
});

test('a failed creation cancels its siblings, goes back and says why', async () => {
  await cloud.faults({ failResources: { B: 'no luck today' } });
  const stack = await cloud.create('failing', { Resources: { A: TOPIC, B: TOPIC, C: TOPIC } });
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  expect(await cloud.story('failing')).toEqual([
    'failing CREATE_IN_PROGRESS: User Initiated',
    'A CREATE_IN_PROGRESS',
    'B CREATE_IN_PROGRESS',
    'C CREATE_IN_PROGRESS',
    'A CREATE_IN_PROGRESS: Resource creation Initiated',
    'A CREATE_COMPLETE',
    'B CREATE_FAILED: no luck today',
    'C CREATE_FAILED: Resource creation cancelled',
    'failing ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [B]. Rollback requested by user.',
    'A DELETE_IN_PROGRESS',
    'A DELETE_COMPLETE',
    'B DELETE_COMPLETE',
    'C DELETE_COMPLETE',
    'failing ROLLBACK_COMPLETE',
  ]);
});

test('answers what the stack was created with', async () => {
  const stack = await cloud.create(
    'described',
    { Description: 'in words', Resources: { A: TOPIC } },
    {
      Tags: [{ Key: 'team', Value: 'food' }],
      NotificationARNs: ['arn:aws:sns:us-east-1:000000000000:news'],
      Capabilities: ['CAPABILITY_IAM'],
      EnableTerminationProtection: true,
      ClientRequestToken: 'token-1',
    },
  );
  expect(stack).toMatchObject({
    Description: 'in words',
    Tags: [{ Key: 'team', Value: 'food' }],
    NotificationARNs: ['arn:aws:sns:us-east-1:000000000000:news'],
    Capabilities: ['CAPABILITY_IAM'],
    EnableTerminationProtection: true,
    CreationTime: expect.any(Date),
  });
  const tokens = (await cloud.events('described')).map(({ ClientRequestToken }) => ClientRequestToken);
  expect(new Set(tokens)).toEqual(new Set(['token-1']));
});

test('reads SSM parameters, by type and by dynamic reference', async () => {
  const ssm = new SSMClient(cloud.sandbox.client());
  await ssm.send(new PutParameterCommand({ Name: '/app/title', Value: 'Dinner', Type: 'String' }));
  const stack = await cloud.create('titled', {
    Parameters: { Title: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/app/title' } },
    Resources: { A: { ...TOPIC, Properties: { DisplayName: '{{resolve:ssm:/app/title:1}}' } } },
    Outputs: { Title: { Value: { Ref: 'Title' } } },
  });
  expect(stack.Parameters).toEqual([{ ParameterKey: 'Title', ParameterValue: '/app/title', ResolvedValue: 'Dinner' }]);
  expect(stack.Outputs?.[0]?.OutputValue).toBe('Dinner');
  const made = (await cloud.events('titled')).find(({ LogicalResourceId }) => LogicalResourceId === 'A');
  expect(JSON.parse(made?.ResourceProperties ?? '')).toEqual({ DisplayName: 'Dinner' });
});

test('a resource whose condition does not hold is not made', async () => {
  const stack = await cloud.create('conditional', {
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: { A: TOPIC, B: { ...TOPIC, Condition: 'Never' } },
    Outputs: { B: { Condition: 'Never', Value: { Ref: 'B' } } },
  });
  expect(stack.Outputs ?? []).toEqual([]);
  expect((await cloud.story('conditional')).some((line) => line.startsWith('B '))).toBe(false);
});

test('names the zones of the region', async () => {
  const zones = { Zones: { Value: { 'Fn::Join': [',', { 'Fn::GetAZs': '' }] } } };
  const stack = await cloud.create('zones', { Resources: { A: TOPIC }, Outputs: zones });
  expect(stack.Outputs?.[0]?.OutputValue).toBe('us-east-1a,us-east-1b,us-east-1c,us-east-1d,us-east-1e,us-east-1f');
});
