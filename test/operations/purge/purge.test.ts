import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addRelease } from '../../../catalog/release';
import { awsTarget } from '../../../operations/aws/aws-target';
import type { OperationContext } from '../../../operations/context';
import { noEvents } from '../../../operations/events';
import { judge } from '../../../operations/purge/leftovers';
import { planPurge } from '../../../operations/purge/plan-purge';
import { purge } from '../../../operations/purge/purge';
import { retainedRoles } from '../../../operations/purge/retained-roles';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { keptEvents } from '../queue-catalog';

let sandbox: TestSandbox;
let context: OperationContext;
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'purge-'));
  const template = JSON.stringify({
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' },
      BackupRole: {
        Type: 'AWS::IAM::Role',
        DeletionPolicy: 'RetainExceptOnCreate',
        Properties: { AssumeRolePolicyDocument: {} },
      },
    },
  });
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

it('takes the role with which backups were made, which no search by tags finds', async () => {
  const iam = await context.target.iam();
  const RoleName = 'SC-000000000000-pp-abcdefghijklm-BackupRole-1a2b3c';
  const tags = { Environment: 'role', EnvironmentType: 'test', Product: 'data' };
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  const others = [RoleName.replace('Backup', 'Other'), RoleName.replace('SC-', 'my-')];
  for (const name of [RoleName, ...others]) await iam.createRole({ RoleName: name, AssumeRolePolicyDocument, Tags });
  await iam.createRole({ RoleName: RoleName.replace('1a2b3c', 'untagged'), AssumeRolePolicyDocument });
  expect(await retainedRoles(context.target, 'role', ['BackupRole'])).toEqual([
    { ResourceARN: `arn:aws:iam::000000000000:role/${RoleName}`, Tags },
  ]);
  expect(await retainedRoles(context.target, 'another', ['BackupRole'])).toEqual([]);
});

it('takes, while the environment lives on, what is tagged with a stack that is gone, and nothing else', async () => {
  const cloudFormation = await context.target.cloudFormation();
  await leaveBehind('alive', 'alive-gone');
  const network = JSON.stringify({
    Parameters: { EnvironmentName: { Type: 'String', Default: 'alive' } },
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
  });
  await cloudFormation.createStack({ StackName: 'alive-network', TemplateBody: network });
  await ended('alive-network', 'CREATE_COMPLETE');
  const { plan: list } = await planPurge(context, 'alive');
  expect(list.remove.map(({ identifier }) => identifier)).toEqual(['alive-gone']);
  expect((await purge(context, list)).map(({ failure }) => failure)).toEqual([undefined]);
  await expect(planPurge(context, 'alive')).rejects.toThrow('alive is still there: the stack alive-network.');
});

it('leaves alone, while the environment lives on, what doesn’t say of which stack it was', () => {
  const tags = { Environment: 'alive', EnvironmentType: 'test', Product: 'data' };
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const found = [{ ResourceARN: 'arn:aws:s3:::alive-bucket', Tags }];
  const evidence = { stacks: new Set<string>(), retained: new Map([['data', new Set(['AWS::S3::Bucket'])]]) };
  expect(judge('alive', found, { ...evidence, isInUse: true })).toMatchObject({
    left: [],
    doubtful: [{ why: "doesn't say of which stack it was, and the environment is still there" }],
  });
  expect(judge('alive', found, { ...evidence, isInUse: false }).left).toHaveLength(1);
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
it('names log groups that AWS made for what is gone, and touches none', async () => {
  const group = (LogGroupName: string) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName } });
  const cloudFormation = await context.target.cloudFormation();
  await cloudFormation.createStack({
    StackName: 'made-by-aws',
    TemplateBody: JSON.stringify({
      Resources: {
        Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: 'living' } },
        OfApi: group('API-Gateway-Execution-Logs_a1b2c3d4e5/live'),
        OfLiving: group('/aws/ecs/containerinsights/living/performance'),
        OfGone: group('/aws/ecs/containerinsights/gone/performance'),
        Own: group('/bellyfed/own'),
      },
    }),
  });
  await ended('made-by-aws', 'CREATE_COMPLETE');
  const { plan } = await planPurge(context, 'nothing-left');
  expect(plan.remove).toEqual([]);
  expect(plan.doubtful).toEqual([]);
  expect(plan.stray).toEqual([
    {
      arn: 'arn:aws:logs:us-east-1:000000000000:log-group:API-Gateway-Execution-Logs_a1b2c3d4e5/live',
      why: expect.stringContaining(
        'aws logs delete-log-group --log-group-name API-Gateway-Execution-Logs_a1b2c3d4e5/live',
      ),
    },
    {
      arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/ecs/containerinsights/gone/performance',
      why: expect.stringContaining('AWS made it for an ECS cluster that is gone'),
    },
  ]);
});
