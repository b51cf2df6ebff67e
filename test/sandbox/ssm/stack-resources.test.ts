import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { GetParameterCommand, ListTagsForResourceCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Cloud } from '../cloudformation/cloud';

let cloud: Cloud;
let ssm: SSMClient;
beforeAll(async () => {
  cloud = await Cloud.start();
  ssm = new SSMClient(cloud.sandbox.client());
});
afterAll(() => cloud.stop());

function template(Name: string | undefined, Value: string, Tags: object = {}) {
  return {
    Resources: { Setting: { Type: 'AWS::SSM::Parameter', Properties: { Name, Type: 'String', Value, Tags } } },
    Outputs: {
      Name: { Value: { Ref: 'Setting' } },
      Value: { Value: { 'Fn::GetAtt': ['Setting', 'Value'] } },
    },
  };
}

test('a parameter comes into being, changes and goes with its stack', async () => {
  await cloud.create('setting', template('/a/setting', 'one', { Team: 'a' }));
  const value = async () => (await ssm.send(new GetParameterCommand({ Name: '/a/setting' }))).Parameter;
  expect(await value()).toMatchObject({ Value: 'one', Version: 1 });
  const tags = { ResourceType: 'Parameter' as const, ResourceId: '/a/setting' };
  const { TagList } = await ssm.send(new ListTagsForResourceCommand(tags));
  expect(TagList).toEqual(expect.arrayContaining([{ Key: 'Team', Value: 'a' }]));
  const updated = await cloud.update('setting', template('/a/setting', 'two'));
  expect(updated.Outputs).toEqual(expect.arrayContaining([expect.objectContaining({ OutputValue: 'two' })]));
  expect(await value()).toMatchObject({ Value: 'two', Version: 2 });
  await cloud.client.send(new DeleteStackCommand({ StackName: 'setting' }));
  await cloud.settled(updated.StackId ?? '');
  await expect(value()).rejects.toMatchObject({ name: 'ParameterNotFound' });
});

test('a parameter without a name is given one', async () => {
  const stack = await cloud.create('unnamed', template(undefined, 'x'));
  const name = stack.Outputs?.find(({ OutputKey }) => OutputKey === 'Name')?.OutputValue ?? '';
  expect(name).toMatch(/^CFN-unnamed-Setting-[A-Za-z0-9]{12}$/);
  expect((await ssm.send(new GetParameterCommand({ Name: name }))).Parameter?.Value).toBe('x');
});

test('a parameter that is there already fails the stack, and stays as it is', async () => {
  await ssm.send(new PutParameterCommand({ Name: 'mine', Type: 'String', Value: 'mine' }));
  const stack = await cloud.create('intruder', template('mine', 'theirs'));
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  expect((await ssm.send(new GetParameterCommand({ Name: 'mine' }))).Parameter?.Value).toBe('mine');
});
