import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addRelease } from '../../../catalog/release';
import { awsTarget } from '../../../operations/aws/aws-target';
import type { OperationContext } from '../../../operations/context';
import { noEvents } from '../../../operations/events';
import { planPurge } from '../../../operations/purge/plan-purge';
import { purge } from '../../../operations/purge/purge';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { keptEvents } from '../queue-catalog';

let sandbox: TestSandbox;
let context: OperationContext;
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'purge-'));
  const template = JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' } } });
  addRelease(join(root, 'products/data'), { version: '1.0.0', notes: 'It.', template });
  sandbox = await startTestSandbox();
  const target = await awsTarget({ endpointUrl: sandbox.url }, { env: {} });
  context = { project: { root }, target, events: noEvents };
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(root, { recursive: true, force: true });
});

/** Buckets that a terminated product of an environment has left behind. */
async function leaveBehind(environment: string, ...buckets: string[]): Promise<void> {
  const cloudFormation = await context.target.cloudFormation();
  const StackName = `${environment}-data`;
  const tags = { Environment: environment, EnvironmentType: 'test', Product: 'data' };
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const Resources = buckets.map((BucketName, index) => [
    `Bucket${index}`,
    { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', Properties: { BucketName, Tags } },
  ]);
  await cloudFormation.createStack({
    StackName,
    TemplateBody: JSON.stringify({ Resources: Object.fromEntries(Resources) }),
  });
  await ended(StackName, 'CREATE_COMPLETE');
  const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName });
  await cloudFormation.deleteStack({ StackName });
  await ended(stack?.StackId ?? '', 'DELETE_COMPLETE');
}

async function ended(StackName: string, status: string): Promise<void> {
  const cloudFormation = await context.target.cloudFormation();
  for (;;) {
    const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName });
    if (stack?.StackStatus === status) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}

it('lists what is left, deletes it with events, and finds nothing afterwards', async () => {
  await leaveBehind('left', 'left-one', 'left-two');
  const { plan: list, agreement } = await planPurge(context, 'left');
  expect(list).toMatchObject({ environment: 'left', stays: [], doubtful: [] });
  expect(list.remove.map(({ identifier }) => identifier).sort()).toEqual(['left-one', 'left-two']);
  expect(agreement).toEqual({ kind: 'none' });
  const events = keptEvents();
  const deletions = await purge({ ...context, events }, list);
  expect(deletions.map(({ failure }) => failure)).toEqual([undefined, undefined]);
  expect(events.all).toEqual(
    list.remove.flatMap(({ identifier: subject }, index) => [
      { type: 'step', subject, text: `Deleting ${subject}`, index: 0, of: 0 },
      { type: 'count', subject: 'left', done: index + 1, of: 2 },
    ]),
  );
  expect((await planPurge(context, 'left')).plan.remove).toEqual([]);
});

it('asks to type the name where it is for good, and for nothing where there is nothing', async () => {
  await leaveBehind('asked', 'asked-one');
  const target = { ...context.target, isLocal: false };
  expect((await planPurge({ ...context, target }, 'asked')).agreement).toEqual({
    kind: 'type-name',
    question: 'Delete 1 resource for good?',
    name: 'asked',
  });
  expect((await planPurge({ ...context, target }, 'nothing')).agreement).toEqual({ kind: 'none' });
});

it('stops between two resources, and goes on the next time', async () => {
  await leaveBehind('stopped', 'stopped-one', 'stopped-two');
  const { plan: list } = await planPurge(context, 'stopped');
  const controller = new AbortController();
  const events = { emit: ({ type }: { readonly type: string }) => void (type === 'count' && controller.abort()) };
  const deletions = await purge({ ...context, events, signal: controller.signal }, list);
  expect(deletions.map(({ failure }) => failure)).toEqual([undefined, 'it was stopped before']);
  const { plan: rest } = await planPurge(context, 'stopped');
  expect(rest.remove.map(({ identifier }) => identifier)).toEqual([list.remove[1]?.identifier]);
  expect((await purge(context, rest)).map(({ failure }) => failure)).toEqual([undefined]);
});
