import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  ListStacksCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { Cloud, refusal, TOPIC } from './cloud';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());
afterEach(() => cloud.faults({}));

async function remove(nameOrId: string, input: object = {}): Promise<void> {
  await cloud.client.send(new DeleteStackCommand({ StackName: nameOrId, ...input }));
}

test('deletes in the opposite order, and keeps the history by id', async () => {
  const { StackId = '' } = await cloud.create('short-lived', {
    Resources: { A: TOPIC, B: { ...TOPIC, DependsOn: 'A' }, C: { ...TOPIC, DeletionPolicy: 'Retain' } },
  });
  await remove('short-lived');
  expect((await cloud.settled(StackId)).StackStatus).toBe('DELETE_COMPLETE');
  const story = await cloud.story(StackId);
  expect(story.slice(story.indexOf('short-lived DELETE_IN_PROGRESS: User Initiated'))).toEqual([
    'short-lived DELETE_IN_PROGRESS: User Initiated',
    'B DELETE_IN_PROGRESS',
    'B DELETE_COMPLETE',
    'C DELETE_SKIPPED',
    'A DELETE_IN_PROGRESS',
    'A DELETE_COMPLETE',
    'short-lived DELETE_COMPLETE',
  ]);
  expect(await refusal(cloud.client.send(new DescribeStacksCommand({ StackName: 'short-lived' })))).toBe(
    'ValidationError: Stack with id short-lived does not exist',
  );
  const { StackSummaries } = await cloud.client.send(new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }));
  expect(StackSummaries?.map((summary) => summary.StackId)).toContain(StackId);
  const again = await cloud.create('short-lived', { Resources: { A: TOPIC } });
  expect(again.StackId).not.toBe(StackId);
});

test('deleting a stack that is not there, or is gone, is no error', async () => {
  await expect(remove('never-was')).resolves.toBeUndefined();
});

test('refuses to delete a protected stack until the protection is lifted', async () => {
  const { StackId = '' } = await cloud.create(
    'protected',
    { Resources: { A: TOPIC } },
    { EnableTerminationProtection: true },
  );
  expect(await refusal(remove('protected'))).toBe(
    'ValidationError: Stack [protected] cannot be deleted while TerminationProtection is enabled',
  );
  const lifted = { StackName: 'protected', EnableTerminationProtection: false };
  await cloud.client.send(new UpdateTerminationProtectionCommand(lifted));
  await remove('protected');
  expect((await cloud.settled(StackId)).StackStatus).toBe('DELETE_COMPLETE');
});

test('refuses to retain resources of a stack whose deletion has not failed', async () => {
  await cloud.create('whole', { Resources: { A: TOPIC } });
  expect(await refusal(remove('whole', { RetainResources: ['A'] }))).toMatch(
    /^ValidationError: Invalid operation on stack \[\S+\]\. Specify resources to retain only when the current stack state is DELETE_FAILED\.$/,
  );
});

test('a retained resource keeps its name', async () => {
  const topic = { ...TOPIC, DeletionPolicy: 'Retain', Properties: { TopicName: 'for-ever' } };
  const { StackId = '' } = await cloud.create('leaver', { Resources: { A: topic } });
  await remove('leaver');
  await cloud.settled(StackId);
  const next = await cloud.create('follower', { Resources: { A: topic } });
  expect(next.StackStatus).toBe('ROLLBACK_COMPLETE');
});

test('a deleted resource gives its name back', async () => {
  const topic = { ...TOPIC, Properties: { TopicName: 'for-now' } };
  const { StackId = '' } = await cloud.create('renter', { Resources: { A: topic } });
  await remove('renter');
  await cloud.settled(StackId);
  expect((await cloud.create('renter', { Resources: { A: topic } })).StackStatus).toBe('CREATE_COMPLETE');
});

test('a stack that is being created can be deleted', async () => {
  await cloud.faults({ stackStepMs: 100 });
  const chain = Array.from({ length: 12 }, (_, index) => [
    `T${index}`,
    index === 0 ? TOPIC : { ...TOPIC, DependsOn: `T${index - 1}` },
  ]);
  const TemplateBody = JSON.stringify({ Resources: Object.fromEntries(chain) });
  const { StackId = '' } = await cloud.client.send(new CreateStackCommand({ StackName: 'unwanted', TemplateBody }));
  while (!(await cloud.story(StackId)).includes('T0 CREATE_COMPLETE')) await new Promise((done) => setTimeout(done, 5));
  await remove('unwanted');
  await cloud.faults({});
  expect((await cloud.settled(StackId)).StackStatus).toBe('DELETE_COMPLETE');
  expect(await cloud.story(StackId)).not.toContain('unwanted CREATE_COMPLETE');
});
