import {
  CloudFormationClient,
  ContinueUpdateRollbackCommand,
  CreateStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateProvisionedProductPlanCommand,
  DescribeProductCommand,
  DescribeProvisionedProductPlanCommand,
  DescribeProvisioningParametersCommand,
  ExecuteProvisionedProductPlanCommand,
  ListProvisioningArtifactsCommand,
  ProvisionProductCommand,
  UpdateProvisionedProductCommand,
  type UpdateProvisionedProductInput,
  UpdateProvisioningArtifactCommand,
} from '@aws-sdk/client-service-catalog';
import { LAUNCHED_PRODUCT } from '../../../../catalog/template/launched-product';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { Launches } from '../launches';
import { QUEUE_TEMPLATE, refusal, TestCatalog, text } from '../with-catalog';

// "Inactive provisioning artifacts are invisible to end users. End users cannot launch or update a provisioned product from
// an inactive provisioning artifact." and "Users are able to make updates to a provisioned product of a deprecated version
// but cannot launch new provisioned products using a deprecated version."
// https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisioningArtifact.html

let sandbox: TestSandbox;
let catalog: TestCatalog;
let launches: Launches;
let productId: string;
let first: string;
let second: string;
let count = 0;
let name: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
  launches = new Launches(catalog);
});
beforeEach(async () => {
  count += 1;
  name = `queue-${count}`;
  ({ productId, artifactId: first } = await catalog.product(`Queue ${count}`));
  second = await catalog.version(productId, '1.1.0', described('Two', 2));
  await catalog.admit(await catalog.portfolio('Developers', productId));
  await launches.provision({ name, ProductId: productId, ProvisioningArtifactId: first });
});
afterEach(() => launches.faults({}));
afterAll(() => sandbox.stop());

const described = (Description: string, DelaySeconds: number) => ({
  ...QUEUE_TEMPLATE,
  Description,
  Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds } } },
});
const change = (id: string, fields: { Active?: boolean; Guidance?: 'DEFAULT' | 'DEPRECATED' }) =>
  catalog.client.send(
    new UpdateProvisioningArtifactCommand({ ProductId: productId, ProvisioningArtifactId: id, ...fields }),
  );
const update = (more: UpdateProvisionedProductInput) => launches.update({ ProvisionedProductName: name, ...more });
const updateCommand = (more: UpdateProvisionedProductInput) =>
  new UpdateProvisionedProductCommand({ ProvisionedProductName: name, ...more });
const planCommand = (ProvisioningArtifactId: string) =>
  new CreateProvisionedProductPlanCommand({
    ProvisionedProductName: name,
    PlanName: 'it',
    PlanType: 'CLOUDFORMATION',
    ProductId: productId,
    ProvisioningArtifactId,
  });
const answers = { ProvisioningParameters: [{ Key: 'Delay', Value: '7' }] };
const GONE = /^ResourceNotFoundException: Provisioning Artifact .* not found/;

it('is invisible to those who launch, and seen by its administrator', async () => {
  await change(second, { Active: false });
  const { ProvisioningArtifacts: offered } = await catalog.client.send(new DescribeProductCommand({ Id: productId }));
  expect(offered?.map(({ Id }) => Id)).toEqual([first]);
  const { ProvisioningArtifactDetails: all } = await catalog.client.send(
    new ListProvisioningArtifactsCommand({ ProductId: productId }),
  );
  expect(all?.map(({ Id, Active }) => [Id, Active])).toEqual([
    [first, true],
    [second, false],
  ]);
});

it('is neither launched nor planned nor asked for its form', async () => {
  await change(second, { Active: false });
  const target = { ProductId: productId, ProvisioningArtifactId: second };
  const launch = new ProvisionProductCommand({ ...target, ProvisionedProductName: 'other' });
  expect(await refusal(catalog.client.send(launch))).toMatch(GONE);
  expect(await refusal(catalog.client.send(planCommand(second)))).toMatch(GONE);
  expect(await refusal(catalog.client.send(new DescribeProvisioningParametersCommand(target)))).toMatch(GONE);
});

it('takes no update to it, and none of the answers of what runs it', async () => {
  await change(second, { Active: false });
  expect(await refusal(catalog.client.send(updateCommand({ ProvisioningArtifactId: second })))).toMatch(GONE);
  await change(first, { Active: false });
  expect(await refusal(catalog.client.send(updateCommand(answers)))).toMatch(GONE);
  expect(await refusal(catalog.client.send(updateCommand({ ProvisioningArtifactId: first, ...answers })))).toMatch(
    GONE,
  );
  expect(await refusal(catalog.client.send(planCommand(first)))).toMatch(GONE);
  await change(first, { Active: true });
  expect((await update(answers)).RecordDetail?.Status).toBe('SUCCEEDED');
});

it('lets what runs it go to one that is active, be it deprecated, but no way back', async () => {
  await change(first, { Active: false });
  await change(second, { Guidance: 'DEPRECATED' });
  expect((await update({ ProvisioningArtifactId: second })).RecordDetail?.Status).toBe('SUCCEEDED');
  expect(await refusal(catalog.client.send(updateCommand({ ProvisioningArtifactId: first })))).toMatch(GONE);
});

it('is not executed by a plan that was made before', async () => {
  const { PlanId } = await catalog.client.send(planCommand(second));
  for (let status: string | undefined; status !== 'CREATE_SUCCESS'; ) {
    const plan = await catalog.client.send(new DescribeProvisionedProductPlanCommand({ PlanId }));
    status = plan.ProvisionedProductPlanDetails?.Status;
  }
  await change(second, { Active: false });
  const execute = new ExecuteProvisionedProductPlanCommand({ PlanId, IdempotencyToken: 'it' });
  expect(await refusal(catalog.client.send(execute))).toMatch(GONE);
  expect((await launches.detail(name)).ProvisioningArtifactId).toBe(first);
});

it('is nothing that a stack goes back to: its rollback fails until it is active again', async () => {
  const stacks = new CloudFormationClient(sandbox.client());
  const StackName = `environment-${count}`;
  const tierName = `tier-${count}`;
  const Capabilities: 'CAPABILITY_IAM'[] = ['CAPABILITY_IAM'];
  const environment = (ProvisioningArtifactName: string, DelaySeconds: number) =>
    JSON.stringify({
      Resources: {
        Tier: {
          Type: LAUNCHED_PRODUCT,
          Properties: { ProductId: productId, ProvisioningArtifactName, ProvisionedProductName: tierName },
        },
        After: { Type: 'AWS::SQS::Queue', DependsOn: 'Tier', Properties: { DelaySeconds } },
      },
    });
  const settled = async () => {
    for (;;) {
      const { Stacks: [stack] = [] } = await stacks.send(new DescribeStacksCommand({ StackName }));
      if (!stack?.StackStatus?.endsWith('_IN_PROGRESS')) return stack?.StackStatus;
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  await stacks.send(new CreateStackCommand({ StackName, TemplateBody: environment('1.0.0', 1), Capabilities }));
  expect(await settled()).toBe('CREATE_COMPLETE');

  await change(first, { Active: false });
  await launches.faults({ failResources: { After: 'not today' } });
  await stacks.send(new UpdateStackCommand({ StackName, TemplateBody: environment('1.1.0', 2), Capabilities }));
  expect(await settled()).toBe('UPDATE_ROLLBACK_FAILED');
  expect((await launches.detail(tierName)).ProvisioningArtifactId).toBe(second);

  await change(first, { Active: true, Guidance: 'DEPRECATED' });
  await stacks.send(new ContinueUpdateRollbackCommand({ StackName }));
  expect(await settled()).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect((await launches.detail(tierName)).ProvisioningArtifactId).toBe(text(first));
});
