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
});
afterAll(() => cloud.stop());

const describe = (StackName: string) => cloud.client.send(new DescribeStacksCommand({ StackName }));

/** Milliseconds that an answer waits, less the tolerance of two clocks. */
const PATIENCE = 2_900;

/** First answer; on a machine so busy that an answer's patience didn't last, the first that came sooner. */
async function firstAnswer<A>(ask: () => Promise<A>): Promise<A> {
  for (;;) {
    const asked = performance.now();
    const answer = await ask();
    if (performance.now() - asked < PATIENCE) return answer;
  }
}

test('whoever asks for what is under way hears its end, the first time that is asked', async () => {
  const { StackId = '' } = await cloud.client.send(new CreateStackCommand({ StackName: 'one', TemplateBody }));
  expect((await firstAnswer(() => describe('one'))).Stacks).toMatchObject([{ StackStatus: 'CREATE_COMPLETE' }]);
  const names = { StackName: 'one', ChangeSetName: 'same' };
  await cloud.client.send(new CreateChangeSetCommand({ ...names, TemplateBody }));
  const changeSet = await firstAnswer(() => cloud.client.send(new DescribeChangeSetCommand(names)));
  expect(changeSet).toMatchObject({ Status: 'FAILED' });
  await cloud.client.send(new DeleteStackCommand({ StackName: 'one' }));
  // A stack that is gone is found by its id only, as AWS's page says:
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
  const refused = await firstAnswer(() => refusal(describe('one')).catch(String));
  expect(refused).toBe('ValidationError: Stack with id one does not exist');
  expect((await firstAnswer(() => describe(StackId))).Stacks).toMatchObject([{ StackStatus: 'DELETE_COMPLETE' }]);
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
