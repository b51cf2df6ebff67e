/** The guard's sweep at work in the sandbox, over small stacks of the catalog's kind; after each, a console's update is refused. */
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { SFN } from '@aws-sdk/client-sfn';
import { SSM } from '@aws-sdk/client-ssm';
import { type AwsTarget, awsTarget } from '../../../operations/aws/aws-target';
import { viewAccount } from '../../../operations/doctor/account-view';
import { checkGuardedStacks } from '../../../operations/doctor/checks/guard';
import type { OperationEvent } from '../../../operations/events';
import { withAllowedReplacements } from '../../../operations/running/stack-protection';
import { unguardedStacks } from '../../../operations/running/unguarded';
import { readSettings } from '../../../portfolios/context';
import { guardName } from '../../../portfolios/guard/guard-name';
import { guardPolicy } from '../../../portfolios/guard/guard-policy';
import { NOTES_PATH } from '../../../portfolios/guard/sweep-machine';
import { GuardStack } from '../../../portfolios/stacks/guard-stack';
import { Launches } from '../../sandbox/service-catalog/launches';
import { TestCatalog } from '../../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { runCatalog } from '../../scripts/run-catalog';
import { templateOf } from '../fixture';
import { eventually } from './eventually';

const account = '000000000000';
const region = 'us-east-1';
const machines = [guardName, `${guardName}Sweep`, `${guardName}SweepPage`];

/** A tier with a table; another key replaces it. */
function tier(key: string) {
  return {
    Parameters: { EnvironmentName: { Type: 'String' }, EnvironmentType: { Type: 'String' } },
    Resources: {
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
          KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
        },
      },
    },
    Outputs: {
      TableName: {
        Value: { Ref: 'Table' },
        Export: { Name: { 'Fn::Sub': `bellyfed:\${EnvironmentName}:data:TableName` } },
      },
    },
  };
}

let sandbox: TestSandbox;
let catalog: TestCatalog;
let launches: Launches;
let stacks: CloudFormation;
let states: SFN;
let rules: EventBridge;
let target: AwsTarget;
let product: { productId: string; artifactId: string };
let replacing: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
  launches = new Launches(catalog);
  stacks = new CloudFormation(sandbox.client());
  states = new SFN(sandbox.client());
  rules = new EventBridge(sandbox.client());
  target = await awsTarget({ endpointUrl: sandbox.url, region }, { env: {} });
  const guard = templateOf((app) => new GuardStack(app, guardName, { settings: readSettings({}) }));
  await stacks.createStack({
    StackName: guardName,
    TemplateURL: await catalog.upload(guard.toJSON()),
    Capabilities: ['CAPABILITY_NAMED_IAM'],
  });
  await settled(guardName);
  product = await catalog.product('Bellyfed Data', tier('id'));
  replacing = await catalog.version(product.productId, '2.0.0', tier('other'));
  await catalog.admit(await catalog.portfolio('Bellyfed', product.productId));
});
afterAll(() => sandbox?.stop());
afterEach(() => rules.enableRule({ Name: guardName }));

async function settled(StackName: string): Promise<void> {
  await eventually(async () => {
    const { Stacks: [stack] = [] } = await stacks.describeStacks({ StackName });
    expect(stack?.StackStatus).not.toMatch(/ROLLBACK|FAILED/);
    return stack?.StackStatus?.endsWith('_COMPLETE') ?? false;
  });
}

/** Waits until no machine of the guard runs. */
async function quiet(): Promise<void> {
  await eventually(async () => {
    const running = await Promise.all(
      machines.map((name) => {
        const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:${name}`;
        return states.listExecutions({ stateMachineArn, statusFilter: 'RUNNING' });
      }),
    );
    return running.every(({ executions = [] }) => executions.length === 0);
  });
}

/** Makes the sweep's schedule due, and waits for all that comes of it. */
async function sweep(): Promise<void> {
  const name = `${guardName}Sweep`;
  const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:${name}`;
  const count = async () =>
    (await states.listExecutions({ stateMachineArn, maxResults: 1000 })).executions?.length ?? 0;
  const before = await count();
  await sandbox.makeDue(name);
  await eventually(async () => (await count()) > before);
  await quiet();
}

async function launch(name: string, type = 'dev'): Promise<string> {
  const { RecordDetail: record } = await launches.provision({
    name,
    ProductId: product.productId,
    ProvisioningArtifactId: product.artifactId,
    ProvisioningParameters: [
      { Key: 'EnvironmentName', Value: name },
      { Key: 'EnvironmentType', Value: type },
    ],
  });
  expect(record).toMatchObject({ Status: 'SUCCEEDED' });
  return stackArn(`SC-${account}-${record?.ProvisionedProductId}`);
}

async function stackArn(StackName: string): Promise<string> {
  const { Stacks: [stack] = [] } = await stacks.describeStacks({ StackName });
  return stack?.StackId ?? '';
}

async function policyOf(StackName: string): Promise<string | undefined> {
  return (await stacks.getStackPolicy({ StackName })).StackPolicyBody;
}

/** Launches, and waits for the guard that this starts. */
async function launchGuarded(name: string): Promise<string> {
  const stack = await launch(name);
  await eventually(async () => (await policyOf(stack)) === guardPolicy());
  await quiet();
  return stack;
}

/** Launches with the guard's rule switched off, and switches it on again. */
async function launchUnseen(name: string, type?: string): Promise<string> {
  await quiet();
  await rules.disableRule({ Name: guardName });
  const stack = await launch(name, type);
  await rules.enableRule({ Name: guardName });
  return stack;
}

/** Updates as a console does, to the version that replaces the table: the guard's policy must refuse it. */
async function refusesConsole(ProvisionedProductName: string, stack: string): Promise<void> {
  const table = () => stacks.describeStackResource({ StackName: stack, LogicalResourceId: 'Table' });
  const before = (await table()).StackResourceDetail?.PhysicalResourceId;
  const { RecordDetail: record } = await launches.update({
    ProvisionedProductName,
    ProvisioningArtifactId: replacing,
    ProvisioningParameters: ['EnvironmentName', 'EnvironmentType'].map((Key) => ({ Key, UsePreviousValue: true })),
  });
  expect(record?.Status).toBe('FAILED');
  const { StackEvents = [] } = await stacks.describeStackEvents({ StackName: stack });
  const reasons = StackEvents.map(({ ResourceStatusReason }) => ResourceStatusReason);
  expect(reasons).toContainEqual(expect.stringContaining('Action denied by stack policy'));
  expect((await table()).StackResourceDetail?.PhysicalResourceId).toBe(before);
  await quiet();
}

async function unguarded() {
  const { ProvisionedProducts = [] } = await (await target.serviceCatalog()).searchProvisionedProducts({
    AccessLevelFilter: { Key: 'Account', Value: 'self' },
    PageSize: 100,
  });
  return unguardedStacks(target, ProvisionedProducts);
}

describe('a stack that was launched while the guard was off', () => {
  it('is named, and protected by the next sweep, prod from deletion too', async () => {
    const stack = await launchUnseen('unseen', 'prod');
    expect(await policyOf(stack)).toBeUndefined();
    expect(await unguarded()).toEqual([
      {
        name: 'unseen',
        stack,
        problem: expect.stringContaining('no stack policy'),
        remedy: expect.objectContaining({ command: expect.stringContaining('start-execution') }),
      },
      {
        name: 'unseen',
        stack,
        problem: expect.stringContaining('no termination protection'),
        remedy: expect.objectContaining({ command: expect.stringContaining('update-termination-protection') }),
      },
    ]);
    const [finding] = await checkGuardedStacks(viewAccount(target, account));
    expect(finding).toMatchObject({
      check: 'guarded-stacks',
      ok: false,
      problem: expect.stringMatching(/^unseen: it has no/),
    });
    const { stdout } = await runCatalog(['status', 'unseen'], { env: { AWS_ENDPOINT_URL: sandbox.url } });
    expect(stdout).toMatch(/unseen: it has no stack policy.* At once: aws stepfunctions start-execution /);
    await sweep();
    expect(await checkGuardedStacks(viewAccount(target, account))).toEqual([{ check: 'guarded-stacks', ok: true }]);
    expect(await unguarded()).toEqual([]);
    expect(await policyOf(stack)).toBe(guardPolicy());
    const { Stacks: [found] = [] } = await stacks.describeStacks({ StackName: stack });
    expect(found?.EnableTerminationProtection).toBe(true);
    await refusesConsole('unseen', stack);
  });
});

describe('a lift that nobody took back', () => {
  it.each([
    ['of the guard’s own policy', 'killed', guardPolicy(['Table'])],
    [
      'somebody’s own policy',
      'own',
      '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"Update:*","Resource":"*"}]}',
    ],
  ])('%s is noted by one sweep, and taken back by the next', async (_, name, policy) => {
    const stack = await launchGuarded(name);
    await stacks.setStackPolicy({ StackName: stack, StackPolicyBody: policy });
    expect((await unguarded()).map((each) => each.name)).toEqual([name]);
    await sweep();
    expect(await policyOf(stack)).toBe(policy);
    const { Parameters = [] } = await new SSM(sandbox.client()).getParametersByPath({ Path: NOTES_PATH });
    expect(Parameters).toHaveLength(1);
    await sweep();
    expect(await policyOf(stack)).toBe(guardPolicy());
    await sweep();
    expect((await new SSM(sandbox.client()).getParametersByPath({ Path: NOTES_PATH })).Parameters).toEqual([]);
    await refusesConsole(name, stack);
  });

  it('is counted anew where it was taken back in between', async () => {
    const stack = await launchGuarded('twice');
    const lift = () => stacks.setStackPolicy({ StackName: stack, StackPolicyBody: guardPolicy(['Table']) });
    await lift();
    await sweep();
    await stacks.setStackPolicy({ StackName: stack, StackPolicyBody: guardPolicy() });
    await sweep();
    await lift();
    await sweep();
    expect(await policyOf(stack)).toBe(guardPolicy(['Table']));
    await sweep();
    await refusesConsole('twice', stack);
  });

  it('by an older guard’s list is replaced at once', async () => {
    const stack = await launchGuarded('older');
    const older = guardPolicy().replace(/"ResourceType":\["AWS::[^\]]*\]/, '"ResourceType":["AWS::S3::Bucket"]');
    await stacks.setStackPolicy({ StackName: stack, StackPolicyBody: older });
    await sweep();
    await refusesConsole('older', stack);
  });
});

describe('a command whose lift a sweep takes back', () => {
  it('lifts once more before the update begins, and says so', async () => {
    const stack = await launchGuarded('waiting');
    const events: OperationEvent[] = [];
    const context = { target, events: { emit: (event: OperationEvent) => events.push(event) } };
    await withAllowedReplacements(context, [{ stack, logicalIds: ['Table'] }], async () => {
      await sweep();
      await sweep();
      await eventually(async () => (await policyOf(stack)) === guardPolicy(['Table']));
    });
    expect(events).toEqual([{ type: 'note', text: expect.stringContaining('it is allowed once more') }]);
    await refusesConsole('waiting', stack);
  });
});

describe('an adopted stack', () => {
  it('is protected by a sweep, and what is lifted from it taken back, though no rule follows it', async () => {
    const StackName = 'grown-by-hand';
    await stacks.createStack({
      StackName,
      TemplateURL: await catalog.upload(tier('id')),
      Parameters: [
        { ParameterKey: 'EnvironmentName', ParameterValue: 'grown' },
        { ParameterKey: 'EnvironmentType', ParameterValue: 'dev' },
      ],
    });
    await settled(StackName);
    const stack = await stackArn(StackName);
    await sweep();
    expect(await policyOf(stack)).toBeUndefined();
    const { RecordDetail } = await new ServiceCatalog(sandbox.client()).importAsProvisionedProduct({
      ProductId: product.productId,
      ProvisioningArtifactId: product.artifactId,
      ProvisionedProductName: 'adopted',
      PhysicalId: stack,
      IdempotencyToken: 'adopted',
    });
    await launches.ended(RecordDetail?.RecordId ?? '');
    await sweep();
    expect(await policyOf(stack)).toBe(guardPolicy());
    await stacks.setStackPolicy({ StackName, StackPolicyBody: guardPolicy(['Table']) });
    await sweep();
    await sweep();
    await refusesConsole('adopted', stack);
  });
});
