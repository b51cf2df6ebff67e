/** Termination protection of a stack, for whoever terminates its product, or the product that launched it. */
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { Launches } from '../launches';
import { TestCatalog, text } from '../with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
let launches: Launches;
let stacks: CloudFormation;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
  launches = new Launches(catalog);
  stacks = new CloudFormation(sandbox.client());
});
afterAll(() => sandbox.stop());

const outer = {
  Resources: {
    Tier: {
      Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
      Properties: { ProductName: 'Tier', ProvisioningArtifactName: '1.0.0', ProvisionedProductName: 'tier' },
    },
  },
};

async function protect(name: string, EnableTerminationProtection: boolean): Promise<string> {
  const { StackName } = await launches.stack((await launches.detail(name)).Id);
  await stacks.updateTerminationProtection({ StackName, EnableTerminationProtection });
  return text(StackName);
}

async function terminate(name: string) {
  const { RecordDetail: record } = await launches.terminate({ ProvisionedProductName: name });
  return { status: record?.Status, why: record?.RecordErrors?.map(({ Description }) => Description).join('\n') };
}

it('refuses to terminate a protected product, or one that launched it, and leaves what is protected as it was', async () => {
  const tier = await catalog.product('Tier');
  const environment = await catalog.product('Environment', outer);
  await catalog.admit(await catalog.portfolio('Developers', tier.productId, environment.productId));
  await launches.provision({
    ...{ name: 'environment', ProductId: environment.productId, ProvisioningArtifactId: environment.artifactId },
  });

  const outermost = await protect('environment', true);
  const inner = await protect('tier', true);
  const refused = (stack: string) => `Stack [${stack}] cannot be deleted while TerminationProtection is enabled`;
  expect(await terminate('environment')).toEqual({
    status: 'FAILED',
    why: expect.stringContaining(refused(outermost)),
  });
  const { Stacks: [untouched] = [] } = await stacks.describeStacks({ StackName: outermost });
  expect(untouched?.StackStatus).toBe('CREATE_COMPLETE');

  await protect('environment', false);
  expect(await terminate('environment')).toEqual({ status: 'FAILED', why: expect.stringContaining('Tier') });
  const { Stacks: [half] = [] } = await stacks.describeStacks({ StackName: outermost });
  expect(half?.StackStatus).toBe('DELETE_FAILED');
  const { StackEvents = [] } = await stacks.describeStackEvents({ StackName: outermost });
  expect(StackEvents.map((event) => event.ResourceStatusReason ?? '')).toContainEqual(
    expect.stringContaining(`Unable to terminate provisioned product because: ${refused(inner)}`),
  );
  const { Stacks: [kept] = [] } = await stacks.describeStacks({ StackName: inner });
  expect(kept?.StackStatus).toBe('CREATE_COMPLETE');

  await protect('tier', false);
  expect((await terminate('environment')).status).toBe('SUCCEEDED');
});
