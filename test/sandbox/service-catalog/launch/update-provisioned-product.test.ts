import {
  DescribeProvisionedProductCommand,
  ProvisionProductCommand,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
  type UpdateProvisionedProductInput,
  UpdateProvisionedProductPropertiesCommand,
} from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { Launches } from '../launches';
import { QUEUE_TEMPLATE, refusal, TestCatalog } from '../with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
let launches: Launches;
let productId: string;
let artifactId: string;
let portfolioId: string;
let count = 0;
let name: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
  launches = new Launches(catalog);
});
beforeEach(async () => {
  count += 1;
  name = `update-${count}`;
  ({ productId, artifactId } = await catalog.product(`Queue ${count}`));
  portfolioId = await catalog.portfolio('Developers', productId);
  await catalog.admit(portfolioId);
});
afterEach(() => launches.faults({}));
afterAll(() => sandbox.stop());

const launch = (more = {}) =>
  launches.provision({ name, ProductId: productId, ProvisioningArtifactId: artifactId, ...more });
const request = (more: UpdateProvisionedProductInput = {}) => ({ ProvisionedProductName: name, ...more });
const update = (more?: UpdateProvisionedProductInput) => launches.update(request(more));
const refused = (more?: UpdateProvisionedProductInput) =>
  refusal(catalog.client.send(new UpdateProvisionedProductCommand(request(more))));

/** The values of the running stack's parameters. */
async function parameters(): Promise<Record<string, string | undefined>> {
  const { Parameters: list = [] } = await launches.stack((await launches.detail(name)).Id);
  return Object.fromEntries(list.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]));
}

test('an update moves to another version and keeps what UsePreviousValue says', async () => {
  await launch({
    ProvisioningParameters: [
      { Key: 'Name', Value: 'kept' },
      { Key: 'Delay', Value: '5' },
    ],
  });
  const next = await catalog.version(productId, '1.1.0', { ...QUEUE_TEMPLATE, Description: 'Another queue' });
  const { RecordDetail: record } = await update({
    ProvisioningArtifactId: next,
    ProvisioningParameters: [
      { Key: 'Name', UsePreviousValue: true },
      { Key: 'Size', Value: 'large' },
    ],
  });
  expect(record).toMatchObject({
    Status: 'SUCCEEDED',
    RecordType: 'UPDATE_PROVISIONED_PRODUCT',
    ProvisioningArtifactId: next,
  });
  expect(await launches.detail(name)).toMatchObject({ Status: 'AVAILABLE', ProvisioningArtifactId: next });
  expect(await parameters()).toEqual({ Name: 'kept', Size: 'large', Delay: '0' });
});

test('an update that changes nothing succeeds', async () => {
  await launch();
  const { RecordDetail: record } = await update();
  expect(record?.Status).toBe('SUCCEEDED');
  expect((await launches.detail(name)).Status).toBe('AVAILABLE');
});

test('refuses a second operation while one is under way', async () => {
  // Longer than this test may take.
  await launches.faults({ stackStepMs: 600_000 });
  const launched = { ProvisionedProductName: name, ProductId: productId, ProvisioningArtifactId: artifactId };
  const { RecordDetail: record } = await catalog.client.send(new ProvisionProductCommand(launched));
  expect(await refused()).toMatch(/^InvalidParametersException: Provisioned product .* is in UNDER_CHANGE status/);
  const terminate = catalog.client.send(new TerminateProvisionedProductCommand({ ProvisionedProductName: name }));
  expect(await refusal(terminate)).toMatch(/^InvalidParametersException/);
  expect(await launches.detail(name)).toMatchObject({ Status: 'UNDER_CHANGE', LastRecordId: record?.RecordId });
});

test('a failed update is rolled back and leaves TAINTED, from which the next update recovers', async () => {
  const first = await launch();
  await launches.faults({ failResources: { Queue: 'not today' } });
  const { RecordDetail: failed } = await update({ ProvisioningParameters: [{ Key: 'Delay', Value: '9' }] });
  expect(failed?.Status).toBe('FAILED');
  const tainted = await launches.detail(name);
  expect(tainted).toMatchObject({
    Status: 'TAINTED',
    LastRecordId: failed?.RecordId,
    LastProvisioningRecordId: failed?.RecordId,
    LastSuccessfulProvisioningRecordId: first.RecordDetail?.RecordId,
  });
  expect(tainted.StatusMessage).toMatch(/failed to update: \[Queue\]/);
  expect((await launches.stack(tainted.Id)).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  await launches.faults({});
  await update({ ProvisioningParameters: [{ Key: 'Delay', Value: '9' }] });
  expect((await launches.detail(name)).Status).toBe('AVAILABLE');
});

test('an update with a parameter that CloudFormation refuses leaves TAINTED', async () => {
  await launch();
  const { RecordDetail: record } = await update({ ProvisioningParameters: [{ Key: 'Delay', Value: '901' }] });
  expect(record?.Status).toBe('FAILED');
  expect((await launches.detail(name)).Status).toBe('TAINTED');
});

test('an update of what failed to launch is refused by CloudFormation and stays in ERROR', async () => {
  await launches.faults({ failResources: { Queue: 'not today' } });
  await launch();
  await launches.faults({});
  const { RecordDetail: record } = await update();
  expect(record?.RecordErrors?.[0]?.Description).toMatch(/is in ROLLBACK_COMPLETE state and can not be updated/);
  expect((await launches.detail(name)).Status).toBe('ERROR');
});

test('refuses a value beside UsePreviousValue, and a parameter given twice', async () => {
  await launch();
  expect(await refused({ ProvisioningParameters: [{ Key: 'Name', Value: 'x', UsePreviousValue: true }] })).toMatch(
    /^InvalidParametersException: Parameter Name/,
  );
  const twice = [
    { Key: 'Name', Value: 'x' },
    { Key: 'Name', Value: 'y' },
  ];
  expect(await refused({ ProvisioningParameters: twice })).toBe(
    'InvalidParametersException: Duplicate parameter key: Name',
  );
});

test('tags change only where a constraint allows it', async () => {
  await launch({ Tags: [{ Key: 'team', Value: 'a' }] });
  const Tags = [{ Key: 'team', Value: 'b' }];
  expect(await refused({ Tags })).toMatch(/^InvalidParametersException: Tags cannot be updated/);
  const allow = (value: string) => ({ Version: '2.0', Properties: { TagUpdateOnProvisionedProduct: value } });
  await catalog.constrain(portfolioId, productId, 'RESOURCE_UPDATE', allow('ALLOWED'));
  expect((await update({ Tags })).RecordDetail?.Status).toBe('SUCCEEDED');
  const stack = await launches.stack((await launches.detail(name)).Id);
  expect(stack.Tags).toContainEqual({ Key: 'team', Value: 'b' });
});

test('a termination removes the stack, its token repeats it, and the name is free again', async () => {
  await launch();
  const input = { ProvisionedProductName: name, TerminateToken: name };
  const { RecordDetail: record } = await launches.terminate(input);
  expect(record).toMatchObject({ Status: 'SUCCEEDED', RecordType: 'TERMINATE_PROVISIONED_PRODUCT' });
  const gone = catalog.client.send(new DescribeProvisionedProductCommand({ Name: name }));
  expect(await refusal(gone)).toBe(`ResourceNotFoundException: Provisioned product ${name} not found.`);
  const again = await catalog.client.send(new TerminateProvisionedProductCommand(input));
  expect(again.RecordDetail?.RecordId).toBe(record?.RecordId);
  expect((await launch()).RecordDetail?.Status).toBe('SUCCEEDED');
});

test('a termination may leave the stack', async () => {
  await launch();
  const { Id } = await launches.detail(name);
  await launches.terminate({ ProvisionedProductName: name, RetainPhysicalResources: true });
  expect((await launches.stack(Id)).StackStatus).toBe('CREATE_COMPLETE');
});

test('refuses to terminate what exports to another stack, unless errors are ignored', async () => {
  const exporter = {
    ...QUEUE_TEMPLATE,
    Outputs: { Shared: { Value: { Ref: 'Name' }, Export: { Name: `shared-${count}` } } },
  };
  const importer = {
    ...QUEUE_TEMPLATE,
    Outputs: { Read: { Value: { 'Fn::ImportValue': `shared-${count}` } } },
  };
  const version = await catalog.version(productId, 'exporter', exporter);
  const reader = await catalog.version(productId, 'importer', importer);
  await launch({ ProvisioningArtifactId: version });
  await launch({ ProvisioningArtifactId: reader, name: `${name}-reader` });
  const { RecordDetail: record } = await launches.terminate({ ProvisionedProductName: name });
  expect(record?.Status).toBe('FAILED');
  expect(record?.RecordErrors?.[0]?.Description).toMatch(/in use by/);
  const { Id, Status } = await launches.detail(name);
  expect(Status).toBe('TAINTED');
  const ignoring = await launches.terminate({ ProvisionedProductName: name, IgnoreErrors: true });
  expect(ignoring.RecordDetail?.Status).toBe('SUCCEEDED');
  expect(await refusal(launches.detail(name))).toMatch(/^ResourceNotFoundException/);
  expect((await launches.stack(Id)).StackStatus).toBe('CREATE_COMPLETE');
});

test('an administrator changes owner and launch role', async () => {
  await launch();
  const arn = await catalog.role(`Later${count}`);
  const { Id } = await launches.detail(name);
  const change = (ProvisionedProductProperties: { OWNER?: string; LAUNCH_ROLE?: string }) =>
    catalog.client.send(
      new UpdateProvisionedProductPropertiesCommand({ ProvisionedProductId: Id, ProvisionedProductProperties }),
    );
  const answer = await change({ OWNER: arn, LAUNCH_ROLE: arn });
  expect(answer).toMatchObject({ Status: 'SUCCEEDED', ProvisionedProductId: Id });
  expect((await launches.detail(name)).LaunchRoleArn).toBe(arn);
  expect(await refusal(change({ OWNER: 'arn:aws:iam::111111111111:role/Other' }))).toMatch(/Invalid OWNER/);
  expect(await refusal(change({ LAUNCH_ROLE: 'arn:aws:iam::000000000000:role/None' }))).toMatch(/Invalid LAUNCH_ROLE/);
});
