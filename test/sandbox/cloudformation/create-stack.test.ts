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
