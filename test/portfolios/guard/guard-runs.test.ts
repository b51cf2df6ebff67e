/** The guard at work in the sandbox: deployed by the account's own stack, over launches of the released products. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormation, paginateDescribeStackEvents } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { SFN } from '@aws-sdk/client-sfn';
import type { Json, Template } from '../../../catalog/template';
import { type AwsTarget, awsTarget } from '../../../operations/aws/aws-target';
import { type Events, noEvents } from '../../../operations/events';
import { withAllowedReplacements } from '../../../operations/running/stack-protection';
import { readSettings } from '../../../portfolios/context';
import { guardName } from '../../../portfolios/guard/guard-name';
import { guardPolicy } from '../../../portfolios/guard/guard-policy';
import { AccountStack } from '../../../portfolios/stacks/account-stack';
import { data as dataProduct } from '../../../products/data/product';
import { network as networkProduct } from '../../../products/network/product';
import { Launches } from '../../sandbox/service-catalog/launches';
import { TestCatalog, text } from '../../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { templateOf } from '../fixture';
import { eventually } from './eventually';

const region = 'us-east-1';
const account = '000000000000';
const machine = `arn:aws:states:${region}:${account}:stateMachine:${guardName}`;

let sandbox: TestSandbox;
let context: { readonly target: AwsTarget; readonly events: Events };
let catalog: TestCatalog;
let launches: Launches;
let stacks: CloudFormation;
let states: SFN;
let data: { productId: string; artifactId: string };
let network: { productId: string; artifactId: string };

beforeAll(async () => {
  sandbox = await startTestSandbox();
  context = { target: await awsTarget({ endpointUrl: sandbox.url, region }, { env: {} }), events: noEvents };
  catalog = new TestCatalog(sandbox);
  launches = new Launches(catalog);
  stacks = new CloudFormation(sandbox.client());
  states = new SFN(sandbox.client());

  const products = [networkProduct, dataProduct];
  const template = templateOf((app) => new AccountStack(app, 'Account', { settings: readSettings({}), products }));
  const StackName = 'BellyfedCatalogAccount';
  const TemplateURL = await catalog.upload(template.toJSON());
  await stacks.createStack({ StackName, TemplateURL, Capabilities: ['CAPABILITY_NAMED_IAM'] });
  await settled(StackName, 'CREATE_COMPLETE');

  network = await catalog.product('Bellyfed Network', released('network'));
  data = await catalog.product('Bellyfed Data', released('data'));
  const portfolio = await catalog.portfolio('Bellyfed', network.productId, data.productId);
  await catalog.admit(portfolio);
  for (const [id, { productId }] of Object.entries({ network, data })) {
    await catalog.constrain(portfolio, productId, 'LAUNCH', { LocalRoleName: `BellyfedLaunch-${id}` });
  }
});
afterAll(() => sandbox?.stop());

function released(product: string): Template {
  return JSON.parse(readFileSync(join(__dirname, `../../../products/${product}/releases/1.0.0.json`), 'utf8'));
}

async function settled(StackName: string, status: string): Promise<void> {
  await eventually(async () => {
    const { Stacks: [stack] = [] } = await stacks.describeStacks({ StackName });
    if (stack?.StackStatus?.endsWith('_IN_PROGRESS')) return false;
    expect(stack?.StackStatus).toBe(status);
    return true;
  });
}

/** Waits until the guard has run for every time that a stack came to rest. */
async function guarded(StackName: string): Promise<void> {
  await eventually(async () => {
    let rests = 0;
    for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client: stacks }, { StackName })) {
      rests += StackEvents.filter(
        ({ LogicalResourceId, ResourceStatus = '' }) =>
          LogicalResourceId === StackName && /^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(ResourceStatus),
      ).length;
    }
    const { executions = [] } = await states.listExecutions({ stateMachineArn: machine });
    const runs = await Promise.all(executions.map(({ executionArn }) => states.describeExecution({ executionArn })));
    const ended = runs.filter(({ input, status }) => status !== 'RUNNING' && input?.includes(`:stack/${StackName}/`));
    return rests > 0 && ended.length >= rests;
  });
}

/** Launches network and data of an environment, and answers the name of data's stack. */
async function launch(environment: string, type: string, answers: Record<string, string> = {}): Promise<string> {
  const domain: Record<string, string> = type === 'prod' ? { DomainName: 'example.com' } : {};
  await provision(`${environment}-network`, network, {
    EnvironmentName: environment,
    EnvironmentType: type,
    ...domain,
  });
  const parameters = { EnvironmentName: environment, EnvironmentType: type, ...answers };
  return provision(`${environment}-data`, data, parameters);
}

async function provision(
  name: string,
  { productId, artifactId }: { productId: string; artifactId: string },
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  const { RecordDetail: record } = await launches.provision({
    name,
    ProductId: productId,
    ProvisioningArtifactId: artifactId,
    ProvisioningParameters: Object.entries(parameters).map(([Key, Value]) => ({ Key, Value })),
  });
  expect(record).toMatchObject({ Status: 'SUCCEEDED', RecordErrors: [] });
  const StackName = `SC-${account}-${record?.ProvisionedProductId}`;
  await guarded(StackName);
  return StackName;
}

async function protection(StackName: string) {
  const { StackPolicyBody: policy } = await stacks.getStackPolicy({ StackName });
  const { Stacks: [stack] = [] } = await stacks.describeStacks({ StackName });
  return { policy, terminationProtection: stack?.EnableTerminationProtection };
}

async function physicalId(StackName: string, LogicalResourceId: string): Promise<string | undefined> {
  const { StackResourceDetail: resource } = await stacks.describeStackResource({ StackName, LogicalResourceId });
  return resource?.PhysicalResourceId;
}

/** The released data product with other properties of a resource. */
function changed(logicalId: string, properties: Readonly<Record<string, Json>>): Template {
  const template = released('data');
  const resource = template.Resources[logicalId];
  if (!resource) throw new Error(`data has no ${logicalId}`);
  const Properties = { ...resource.Properties, ...properties };
  return { ...template, Resources: { ...template.Resources, [logicalId]: { ...resource, Properties } } };
}

function keepAll() {
  return Object.keys(released('data').Parameters ?? {}).map((Key) => ({ Key, UsePreviousValue: true }));
}

describe('of a prod environment', () => {
  let stack: string;

  beforeAll(async () => {
    stack = await launch('prod', 'prod', { CallbackUrls: 'https://example.com/signed-in' });
  });

  it('sets the stack policy and the termination protection', async () => {
    expect(await protection(stack)).toEqual({ policy: guardPolicy(), terminationProtection: true });
  });

  it('has each run in the state machine’s history', async () => {
    const { executions: [run] = [] } = await states.listExecutions({ stateMachineArn: machine });
    const { events = [] } = await states.getExecutionHistory({ executionArn: run?.executionArn });
    const entered = events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
    expect(entered.at(-1)).toBe('Nothing more to do');
    expect(events.at(-1)?.type).toBe('ExecutionSucceeded');
  });

  it('keeps the cluster when somebody updates to a version that would replace it', async () => {
    const before = await physicalId(stack, 'DatabaseCluster');
    const candidate = await catalog.version(
      data.productId,
      '2.0.0',
      changed('DatabaseCluster', { DatabaseName: 'renamed' }),
    );
    const { RecordDetail: record } = await launches.update({
      ProvisionedProductName: 'prod-data',
      ProvisioningArtifactId: candidate,
      ProvisioningParameters: keepAll(),
    });
    const words =
      /Action denied by stack policy: Statement \[#2\] does not allow \[Update:Replace\] for resource \[LogicalResourceId\/DatabaseCluster\]/;
    expect(record?.Status).toBe('FAILED');
    expect(await launches.failures(record?.ProvisionedProductId)).toContainEqual(expect.stringMatching(words));
    expect((await launches.detail('prod-data')).Status).toBe('TAINTED');
    await settled(stack, 'UPDATE_ROLLBACK_COMPLETE');
    expect(await physicalId(stack, 'DatabaseCluster')).toBe(before);
  });

  it('can’t be terminated, until the protection is lifted, which the next update brings back', async () => {
    const refused = await launches.terminate({ ProvisionedProductName: 'prod-data' });
    expect(refused.RecordDetail).toMatchObject({ Status: 'FAILED' });
    expect(refused.RecordDetail?.RecordErrors?.[0]?.Description).toContain(
      `Stack [${stack}] cannot be deleted while TerminationProtection is enabled`,
    );
    await stacks.updateTerminationProtection({ StackName: stack, EnableTerminationProtection: false });
    const again = await launches.update({
      ProvisionedProductName: 'prod-data',
      ProvisioningParameters: keepAll().map((each) =>
        each.Key === 'BackupRetention' ? { Key: each.Key, Value: '7' } : each,
      ),
    });
    expect(again.RecordDetail).toMatchObject({ Status: 'SUCCEEDED' });
    await guarded(stack);
    expect((await protection(stack)).terminationProtection).toBe(true);
  });
});

describe('of a dev environment', () => {
  let stack: string;

  beforeAll(async () => {
    stack = await launch('dev', 'dev');
  });

  it('sets the stack policy alone', async () => {
    expect(await protection(stack)).toEqual({ policy: guardPolicy(), terminationProtection: false });
  });

  it('lets one update replace what was named, and just that; then the policy is back', async () => {
    const before = await physicalId(stack, 'FileSystem');
    const ProvisioningArtifactId = await catalog.version(
      data.productId,
      '3.0.0',
      changed('FileSystem', { PerformanceMode: 'maxIO' }),
    );
    const update = () =>
      launches.update({
        ...{ ProvisionedProductName: 'dev-data', ProvisioningArtifactId, ProvisioningParameters: keepAll() },
      });
    const other = await withAllowedReplacements(context, [{ stack, logicalIds: ['DatabaseCluster'] }], update);
    expect(other.RecordDetail?.Status).toBe('FAILED');
    expect(await physicalId(stack, 'FileSystem')).toBe(before);
    await guarded(stack);

    const { RecordDetail } = await withAllowedReplacements(context, [{ stack, logicalIds: ['FileSystem'] }], update);
    expect(RecordDetail).toMatchObject({ Status: 'SUCCEEDED' });
    expect(await physicalId(stack, 'FileSystem')).not.toBe(before);
    await guarded(stack);
    expect((await protection(stack)).policy).toBe(guardPolicy());
  });

  it('puts the policy back when the update throws, and when an earlier one was cut off', async () => {
    await stacks.setStackPolicy({ StackName: stack, StackPolicyBody: guardPolicy(['DatabaseCluster']) });
    const failing = withAllowedReplacements(context, [{ stack, logicalIds: ['FileSystem'] }], async () => {
      expect((await protection(stack)).policy).toBe(guardPolicy(['FileSystem']));
      throw new Error('the line was cut');
    });
    await expect(failing).rejects.toThrow('the line was cut');
    expect((await protection(stack)).policy).toBe(guardPolicy());
  });

  it('can do nothing without its policies, since its calls are made as its role, and goes on once it has them', async () => {
    const iam = new IAM(sandbox.client());
    const { roleArn } = await states.describeStateMachine({ stateMachineArn: machine });
    const RoleName = text(roleArn?.split('/').at(-1));
    const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName });
    for (const { PolicyArn } of AttachedPolicies) await iam.detachRolePolicy({ RoleName, PolicyArn });
    const StackPolicyBody = guardPolicy(['FileSystem']);
    await stacks.setStackPolicy({ StackName: stack, StackPolicyBody });
    const { Stacks: [{ StackId } = {}] = [] } = await stacks.describeStacks({ StackName: stack });
    const input = JSON.stringify({ detail: { 'stack-id': StackId } });
    const { executionArn } = await states.startExecution({ stateMachineArn: machine, input });
    await eventually(async () => {
      const { events = [] } = await states.getExecutionHistory({ executionArn });
      return events.some(({ type }) => type === 'TaskFailed');
    });
    expect((await states.describeExecution({ executionArn })).status).toBe('RUNNING');
    expect((await protection(stack)).policy).toBe(StackPolicyBody);

    for (const { PolicyArn } of AttachedPolicies) await iam.attachRolePolicy({ RoleName, PolicyArn });
    await eventually(async () => (await protection(stack)).policy === guardPolicy());
  });
});

it('says where a policy could not be put back', async () => {
  const StackName = 'short-lived';
  await stacks.createStack({ StackName, TemplateBody: '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}' });
  await settled(StackName, 'CREATE_COMPLETE');
  const gone = withAllowedReplacements(context, [{ stack: StackName, logicalIds: ['Topic'] }], async () => {
    await stacks.deleteStack({ StackName });
    await eventually(() =>
      stacks.describeStacks({ StackName }).then(
        () => false,
        () => true,
      ),
    );
  });
  await expect(gone).rejects.toMatchObject({
    code: 'protection-not-restored',
    message: expect.stringContaining(StackName),
  });
});

it('leaves another product alone, and a stack that only looks like one of ours', async () => {
  const parameters = {
    EnvironmentName: { Type: 'String', Default: 'prod' },
    EnvironmentType: { Type: 'String', Default: 'prod' },
  };
  const resources = { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } };
  const { productId, artifactId } = await catalog.product('Somebody’s bucket', resources);
  const portfolio = await catalog.portfolio('Somebody’s', productId);
  await catalog.admit(portfolio);
  const foreign = await provision('somebodys-bucket', { productId, artifactId }, {});
  const lookalike = `SC-${account}-pp-madebyhandxyz`;
  await stacks.createStack({
    StackName: lookalike,
    TemplateBody: JSON.stringify({ Parameters: parameters, ...resources }),
  });
  await settled(lookalike, 'CREATE_COMPLETE');
  await guarded(lookalike);
  const untouched = { policy: undefined, terminationProtection: false };
  expect([await protection(foreign), await protection(lookalike)]).toEqual([untouched, untouched]);
  const { executions = [] } = await states.listExecutions({ stateMachineArn: machine });
  expect(executions.slice(0, 2).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
});
