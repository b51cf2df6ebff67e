import {
  CreateProvisionedProductPlanCommand,
  type CreateProvisionedProductPlanInput,
  DeleteProvisionedProductPlanCommand,
  DescribeProvisionedProductPlanCommand,
  type DescribeProvisionedProductPlanOutput,
  ExecuteProvisionedProductPlanCommand,
  ListProvisionedProductPlansCommand,
} from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { Launches } from '../launches';
import { QUEUE_TEMPLATE, refusal, TestCatalog, text } from '../with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
let launches: Launches;
let productId: string;
let artifactId: string;
let count = 0;
let name: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
  launches = new Launches(catalog);
});
beforeEach(async () => {
  count += 1;
  name = `plan-${count}`;
  ({ productId, artifactId } = await catalog.product(`Queue ${count}`));
  await catalog.admit(await catalog.portfolio('Developers', productId));
});
afterEach(() => launches.faults({}));
afterAll(() => sandbox.stop());

const plan = (more: Partial<CreateProvisionedProductPlanInput> = {}) =>
  catalog.client.send(
    new CreateProvisionedProductPlanCommand({
      PlanName: 'plan',
      PlanType: 'CLOUDFORMATION',
      ProductId: productId,
      ProvisioningArtifactId: artifactId,
      ProvisionedProductName: name,
      ...more,
    }),
  );
const execute = (PlanId: string | undefined) =>
  catalog.client.send(new ExecuteProvisionedProductPlanCommand({ PlanId, IdempotencyToken: PlanId }));
const remove = (PlanId: string | undefined) => catalog.client.send(new DeleteProvisionedProductPlanCommand({ PlanId }));

/** A plan once it is worked out. */
async function planned(PlanId: string | undefined): Promise<DescribeProvisionedProductPlanOutput> {
  for (;;) {
    const answer = await catalog.client.send(new DescribeProvisionedProductPlanCommand({ PlanId }));
    if (answer.ProvisionedProductPlanDetails?.Status !== 'CREATE_IN_PROGRESS') return answer;
    await new Promise((done) => setTimeout(done, 20));
  }
}

test('the plan of a new product shows what it adds, and makes it when it is executed', async () => {
  const created = await plan();
  expect(created.PlanId).toMatch(/^plan-[a-z0-9]{13}$/);
  const { ProvisionedProductPlanDetails: details, ResourceChanges: changes } = await planned(created.PlanId);
  expect(details).toMatchObject({ Status: 'CREATE_SUCCESS', PlanType: 'CLOUDFORMATION', ProvisionProductName: name });
  expect(changes).toMatchObject([{ Action: 'ADD', LogicalResourceId: 'Queue', ResourceType: 'AWS::SQS::Queue' }]);
  expect((await launches.detail(name)).Status).toBe('PLAN_IN_PROGRESS');
  const { RecordDetail: record } = await execute(created.PlanId);
  expect(record).toMatchObject({ Status: 'CREATED', RecordType: 'PROVISION_PRODUCT' });
  expect((await launches.ended(text(record?.RecordId))).RecordDetail?.Status).toBe('SUCCEEDED');
  expect((await launches.detail(name)).Status).toBe('AVAILABLE');
  expect((await planned(created.PlanId)).ProvisionedProductPlanDetails?.Status).toBe('EXECUTE_SUCCESS');
});

test('the plan of an update says what is replaced', async () => {
  await launches.provision({ name, ProductId: productId, ProvisioningArtifactId: artifactId });
  const named = { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: `named-${count}` } } };
  const next = await catalog.version(productId, '2.0.0', { ...QUEUE_TEMPLATE, Resources: named });
  const { PlanId } = await plan({
    ProvisioningArtifactId: next,
    ProvisioningParameters: [{ Key: 'Name', UsePreviousValue: true }],
  });
  const { ProvisionedProductPlanDetails: details, ResourceChanges: changes = [] } = await planned(PlanId);
  expect(details?.ProvisioningParameters).toEqual([{ Key: 'Name', UsePreviousValue: true }]);
  expect(changes).toMatchObject([{ Action: 'MODIFY', LogicalResourceId: 'Queue', Replacement: 'TRUE' }]);
  expect(changes[0]?.PhysicalResourceId).toEqual(expect.any(String));
  expect(changes[0]?.Details?.map(({ Target }) => Target)).toContainEqual({
    Attribute: 'PROPERTIES',
    Name: 'QueueName',
    RequiresRecreation: 'ALWAYS',
  });
  const { RecordDetail: record } = await execute(PlanId);
  expect((await launches.ended(text(record?.RecordId))).RecordDetail).toMatchObject({
    Status: 'SUCCEEDED',
    RecordType: 'UPDATE_PROVISIONED_PRODUCT',
  });
  expect((await launches.detail(name)).ProvisioningArtifactId).toBe(next);
});

test('a plan that fails when it is executed leaves ERROR and says why', async () => {
  const { PlanId } = await plan();
  await planned(PlanId);
  await launches.faults({ failResources: { Queue: 'not today' } });
  const { RecordDetail: record } = await execute(PlanId);
  expect((await launches.ended(text(record?.RecordId))).RecordDetail?.Status).toBe('FAILED');
  expect((await planned(PlanId)).ProvisionedProductPlanDetails).toMatchObject({ Status: 'EXECUTE_FAILED' });
  expect((await launches.detail(name)).Status).toBe('ERROR');
});

test('a plan with a parameter that CloudFormation refuses fails in its words, and cannot be executed', async () => {
  const { PlanId } = await plan({ ProvisioningParameters: [{ Key: 'Unknown', Value: 'x' }] });
  const { ProvisionedProductPlanDetails: details } = await planned(PlanId);
  expect(details?.Status).toBe('CREATE_FAILED');
  expect(details?.StatusMessage).toBe(
    'Error calling API cloudformation:CreateChangeSet. ErrorCode: ValidationError, ' +
      'Message: Parameters: [Unknown] do not exist in the template',
  );
  expect(await refusal(execute(PlanId))).toMatch(/^InvalidStateException: Plan .* is in CREATE_FAILED status/);
});

test('a plan that changes nothing fails', async () => {
  await launches.provision({ name, ProductId: productId, ProvisioningArtifactId: artifactId });
  const { PlanId } = await plan();
  const { ProvisionedProductPlanDetails: details } = await planned(PlanId);
  expect(details?.Status).toBe('CREATE_FAILED');
  expect(details?.StatusMessage).toMatch(/didn't contain changes/);
});

test('refuses a second plan, a plan while something is under way, and a plan after a failed launch', async () => {
  const { PlanId } = await plan();
  expect(await refusal(plan({ PlanName: 'other' }))).toMatch(/^InvalidStateException: .*PLAN_IN_PROGRESS/);
  await planned(PlanId);
  await launches.faults({ failResources: { Queue: 'not today' }, stackStepMs: 100 });
  const { RecordDetail: record } = await execute(PlanId);
  expect(await refusal(plan())).toMatch(/^InvalidStateException: .*UNDER_CHANGE/);
  await launches.ended(text(record?.RecordId));
  expect(await refusal(plan())).toMatch(/^InvalidStateException: .*ERROR status: it must be AVAILABLE or TAINTED/);
});

test('a deleted plan takes along the product that was never made', async () => {
  const { PlanId, ProvisionProductId } = await plan();
  await planned(PlanId);
  const list = () => catalog.client.send(new ListProvisionedProductPlansCommand({ ProvisionProductId }));
  expect((await list()).ProvisionedProductPlans).toMatchObject([{ PlanId, ProvisionProductName: name }]);
  await remove(PlanId);
  expect((await list()).ProvisionedProductPlans).toEqual([]);
  expect(await refusal(launches.detail(name))).toMatch(/^ResourceNotFoundException/);
  expect(await refusal(execute(PlanId))).toMatch(/^ResourceNotFoundException/);
  expect((await plan()).ProvisionProductId).not.toBe(ProvisionProductId);
});

test('the deleted plan of an update leaves the product alone, and makes room for another', async () => {
  await launches.provision({ name, ProductId: productId, ProvisioningArtifactId: artifactId });
  const first = await plan({ ProvisioningParameters: [{ Key: 'Delay', Value: '3' }] });
  await planned(first.PlanId);
  expect(await refusal(plan())).toMatch(/^InvalidStateException: .* already has the plan/);
  await remove(first.PlanId);
  expect((await launches.detail(name)).Status).toBe('AVAILABLE');
  const second = await plan({ ProvisioningParameters: [{ Key: 'Delay', Value: '4' }] });
  const { ResourceChanges: changes } = await planned(second.PlanId);
  expect(changes).toMatchObject([{ Action: 'MODIFY', Replacement: 'FALSE' }]);
});

test('a planned product that is terminated is gone with its plan', async () => {
  const { PlanId } = await plan();
  await planned(PlanId);
  const { RecordDetail: record } = await launches.terminate({ ProvisionedProductName: name });
  expect(record?.Status).toBe('SUCCEEDED');
  expect(await refusal(execute(PlanId))).toMatch(/^ResourceNotFoundException/);
});
