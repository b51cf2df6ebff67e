import {
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { Cloud, refusal, TOPIC } from './cloud';

const TemplateBody = JSON.stringify({ Resources: { One: TOPIC, Two: { ...TOPIC, DependsOn: 'One' } } });

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
  // Its first template loads the engine that judges it, which may take longer than an answer waits.
  await cloud.create('first', TemplateBody);
});
afterAll(() => cloud.stop());

const describe = (StackName: string) => cloud.client.send(new DescribeStacksCommand({ StackName }));

test('whoever asks for what is under way hears its end, the first time that is asked', async () => {
  const { StackId = '' } = await cloud.client.send(new CreateStackCommand({ StackName: 'one', TemplateBody }));
  expect((await describe('one')).Stacks).toMatchObject([{ StackStatus: 'CREATE_COMPLETE' }]);
  const names = { StackName: 'one', ChangeSetName: 'same' };
  await cloud.client.send(new CreateChangeSetCommand({ ...names, TemplateBody }));
  expect(await cloud.client.send(new DescribeChangeSetCommand(names))).toMatchObject({ Status: 'FAILED' });
  await cloud.client.send(new DeleteStackCommand({ StackName: 'one' }));
  // A stack that is gone is found by its id only, as AWS's page says:
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
  expect(await refusal(describe('one'))).toBe('ValidationError: Stack with id one does not exist');
  expect((await describe(StackId)).Stacks).toMatchObject([{ StackStatus: 'DELETE_COMPLETE' }]);
});

test('a stack in review, which nothing is about to change, is shown at once', async () => {
  const names = { StackName: 'reviewed', ChangeSetName: 'first' };
  await cloud.client.send(new CreateChangeSetCommand({ ...names, ChangeSetType: 'CREATE', TemplateBody }));
  expect((await describe('reviewed')).Stacks).toMatchObject([{ StackStatus: 'REVIEW_IN_PROGRESS' }]);
});

test('where steps are slowed, a stack is seen under way', async () => {
  await cloud.faults({ stackStepMs: 200 });
  await cloud.client.send(new CreateStackCommand({ StackName: 'slow', TemplateBody }));
  expect((await describe('slow')).Stacks).toMatchObject([{ StackStatus: 'CREATE_IN_PROGRESS' }]);
  await cloud.faults({});
  expect(await cloud.settled('slow')).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
});
