/** A run that is killed: the next one takes away what it made, and nothing else. */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { stackNames } from '../../portfolios/publish';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { listing } from './listing';
import { unendedRun } from './run-file';
import { RUN_TAG } from './run-tag';
import { reportFolder, spawnRun } from './spawn-run';

const ACCOUNT = '000000000000';
/** Name that a run takes too. */
const NAME = 'BellyfedLaunch-network';

let sandbox: TestSandbox;
const reports = reportFolder();

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(async () => {
  await sandbox?.stop();
  reports.remove();
});

const run = (...args: string[]) =>
  spawnRun(['--endpoint-url', sandbox.url, '--account', ACCOUNT, '--report', reports.path, ...args]);

const trusting = (Service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
  });

/** Waits until the run has launched something, and kills it. */
async function killedOnceLaunched(): Promise<void> {
  const client = new ServiceCatalog(sandbox.client());
  const { process: child } = run('--only', 'probes');
  const ended = once(child, 'exit');
  for (;;) {
    const { ProvisionedProducts = [] } = await client.searchProvisionedProducts({
      AccessLevelFilter: { Key: 'Account', Value: 'self' },
    });
    if (ProvisionedProducts.length > 0) break;
    expect(child.exitCode).toBeNull();
    await pause(20);
  }
  child.kill('SIGKILL');
  await ended;
}

/** Whether any process of a group is there. */
function isThere(group: number): boolean {
  try {
    return process.kill(group, 0);
  } catch {
    return false;
  }
}

/** Waits until the run makes the hub's stack, and kills it with the CDK CLI that it has started. */
async function killedWhilePublishing(): Promise<void> {
  const client = new CloudFormation(sandbox.client());
  const { process: child } = run('--only', 'whole');
  const ended = once(child, 'exit');
  const isMade = async () =>
    (await client.describeStacks({})).Stacks?.some(
      ({ StackName, StackStatus }) => StackName === stackNames.hub && StackStatus === 'CREATE_IN_PROGRESS',
    );
  while (!(await isMade())) {
    expect(child.exitCode).toBeNull();
    await pause(20);
  }
  const group = -(child.pid ?? 0);
  process.kill(group, 'SIGKILL');
  await ended;
  // The next run would say that the command is still at work until the system has taken it away too.
  while (isThere(group)) await pause(20);
}

test('the next run takes away what carries the tag, keeps what is of others, and a role that somebody uses to the last', async () => {
  const before = await listing(sandbox);
  await killedOnceLaunched();
  const killed = unendedRun(reports.path);
  expect(killed).toMatchObject({ account: ACCOUNT, region: 'us-east-1' });
  expect((await listing(sandbox)).length).toBeGreaterThan(before.length);

  // Somebody else's role of such a name, and a stack that works as a role of the run.
  const iam = new IAM(sandbox.client());
  const theirs = { RoleName: `${NAME}-theirs`, AssumeRolePolicyDocument: trusting('servicecatalog.amazonaws.com') };
  await iam.createRole(theirs);
  const { Role: used } = await iam.createRole({
    RoleName: NAME,
    AssumeRolePolicyDocument: trusting('cloudformation.amazonaws.com'),
    Tags: [{ Key: RUN_TAG, Value: killed?.id }],
  });
  const cloudFormation = new CloudFormation(sandbox.client());
  const handle = { Resources: { Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' } } };
  await cloudFormation.createStack({
    StackName: 'theirs',
    TemplateBody: JSON.stringify(handle),
    RoleARN: used?.Arn,
  });

  const first = await run('--only', 'removal').end;
  expect(first).toMatchObject({ code: 1, stderr: expect.stringContaining(`role ${NAME}: stacks work as it: theirs`) });
  expect(unendedRun(reports.path)).toEqual(killed);
  await iam.getRole({ RoleName: NAME });

  // The stack is gone, and with it the only use.
  await iam.putRolePolicy({
    RoleName: NAME,
    PolicyName: 'Delete',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'cloudformation:*', Resource: '*' }],
    }),
  });
  await cloudFormation.deleteStack({ StackName: 'theirs' });
  while ((await cloudFormation.describeStacks({})).Stacks?.length) await pause(20);
  expect(await run('--only', 'removal').end).toMatchObject({ code: 0 });
  expect(unendedRun(reports.path)).toBeUndefined();
  await iam.deleteRole({ RoleName: theirs.RoleName });
  expect(await listing(sandbox)).toEqual(before);
}, 180_000);

/** Everything, but for the bucket of `cdk bootstrap`, which keeps what was published. */
const listed = async () => (await listing(sandbox)).filter((line) => !line.includes('cdk-hnb659fds-assets-'));

test('one that is killed while it publishes leaves nothing to the next but what it takes away', async () => {
  const before = await listed();
  await sandbox.setFaults({ stackStepMs: 50 });
  await killedWhilePublishing();
  await sandbox.setFaults({});
  expect((await listed()).length).toBeGreaterThan(before.length);
  const removal = await run('--only', 'removal').end;
  expect(removal.code === 0 ? '' : removal.stderr).toBe('');
  expect(unendedRun(reports.path)).toBeUndefined();
  expect(await listed()).toEqual(before);
}, 240_000);
