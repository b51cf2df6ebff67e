import {
  AcceptPortfolioShareCommand,
  AssociateTagOptionWithResourceCommand,
  CreatePortfolioShareCommand,
  CreateTagOptionCommand,
  DescribeProvisioningParametersCommand,
  type DescribeProvisioningParametersInput,
  type Tag,
} from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { Launches } from '../launches';
import { refusal, TestCatalog } from '../with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
let launches: Launches;
let productId: string;
let artifactId: string;
let portfolioId: string;
let count = 0;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
  launches = new Launches(catalog);
});
beforeEach(async () => {
  count += 1;
  ({ productId, artifactId } = await catalog.product(`Queue ${count}`));
  portfolioId = await catalog.portfolio('Developers', productId);
  await catalog.admit(portfolioId);
});
afterAll(() => sandbox.stop());

const describe_ = (more: DescribeProvisioningParametersInput = {}) =>
  catalog.client.send(
    new DescribeProvisioningParametersCommand({ ProductId: productId, ProvisioningArtifactId: artifactId, ...more }),
  );

/** Offers values of a tag on resources. */
async function offer(Key: string, values: string[], ...resources: string[]): Promise<void> {
  for (const value of values) {
    const { TagOptionDetail: made } = await catalog.client.send(new CreateTagOptionCommand({ Key, Value: value }));
    for (const ResourceId of resources) {
      const input = { TagOptionId: made?.Id, ResourceId };
      await catalog.client.send(new AssociateTagOptionWithResourceCommand(input));
    }
  }
}

/** The tags of a new launch's stack that aren't AWS's own. */
async function launchedTags(Tags?: Tag[]): Promise<Record<string, string | undefined>> {
  const name = `launch-${count}-${Tags?.length ?? 0}`;
  const input = { name, ProductId: productId, ProvisioningArtifactId: artifactId, Tags };
  const { RecordDetail: record } = await launches.provision(input);
  expect(record?.Status).toBe('SUCCEEDED');
  const stack = await launches.stack(record?.ProvisionedProductId);
  const own = stack.Tags?.filter(({ Key }) => !Key?.startsWith('aws:')) ?? [];
  return Object.fromEntries(own.map(({ Key, Value }) => [Key, Value]));
}

test('the form says parameters, outputs, constraints and how they are used', async () => {
  await catalog.role(`Form${count}`);
  await catalog.constrain(portfolioId, productId, 'LAUNCH', { LocalRoleName: `Form${count}` });
  const form = await describe_();
  expect(form.ProvisioningArtifactParameters?.map(({ ParameterKey }) => ParameterKey)).toEqual([
    'Name',
    'Size',
    'Delay',
  ]);
  expect(form.ProvisioningArtifactParameters?.[0]).toMatchObject({
    DefaultValue: 'first',
    ParameterConstraints: { AllowedPattern: '^[a-z]+$', ConstraintDescription: 'small letters' },
  });
  expect(form.ProvisioningArtifactOutputKeys).toEqual([{ Key: 'QueueName', Description: 'Its name' }]);
  expect(form.ConstraintSummaries?.map(({ Type }) => Type)).toEqual(['LAUNCH']);
  const instructions = Object.fromEntries(form.UsageInstructions?.map(({ Type, Value }) => [Type, Value]) ?? []);
  expect(instructions).toMatchObject({
    description: 'A queue',
    launchAsRole: `arn:aws:iam::000000000000:role/Form${count}`,
    tagUpdateOnProvisionedProduct: 'NOT_ALLOWED',
  });
});

test('a template constraint narrows the values that the form allows', async () => {
  const sizes = async () => {
    const { ProvisioningArtifactParameters: parameters } = await describe_();
    return parameters?.find(({ ParameterKey }) => ParameterKey === 'Size')?.ParameterConstraints?.AllowedValues;
  };
  expect(await sizes()).toEqual(['small', 'large']);
  const only = { 'Fn::Contains': [['large', 'huge'], { Ref: 'Size' }] };
  await catalog.constrain(portfolioId, productId, 'TEMPLATE', { Rules: { Large: { Assertions: [{ Assert: only }] } } });
  expect(await sizes()).toEqual(['large']);
});

test('refuses a form without access, with an unknown version, and named twice', async () => {
  const { productId: hidden } = await catalog.product(`Hidden ${count}`);
  expect(await refusal(describe_({ ProductId: hidden }))).toMatch(/^ResourceNotFoundException: No launch paths found/);
  expect(await refusal(describe_({ ProvisioningArtifactId: 'pa-unknown' }))).toBe(
    'ResourceNotFoundException: Provisioning Artifact pa-unknown not found.',
  );
  expect(await refusal(describe_({ ProductName: `Queue ${count}` }))).toMatch(
    /^InvalidParametersException: Exactly one of ProductId and ProductName/,
  );
});

test('a TagOption with one value is applied by itself, and nothing else is accepted for its key', async () => {
  await offer(`owner${count}`, ['platform'], portfolioId);
  expect((await describe_()).TagOptions).toEqual([{ Key: `owner${count}`, Values: ['platform'] }]);
  expect(await launchedTags()).toEqual({ [`owner${count}`]: 'platform' });
  const other = launchedTags([{ Key: `owner${count}`, Value: 'me' }]);
  expect(await refusal(other)).toBe(
    `InvalidParametersException: The tag owner${count}=me is not one of the TagOption values: platform.`,
  );
});

test('of several values one must be chosen', async () => {
  await offer(`cost${count}`, ['1', '2'], portfolioId);
  expect(await refusal(launchedTags())).toBe(
    `InvalidParametersException: A value must be selected for the TagOption key cost${count}: one of 1, 2.`,
  );
  expect(await launchedTags([{ Key: `cost${count}`, Value: '2' }])).toEqual({ [`cost${count}`]: '2' });
});

test('a key on portfolio and product allows what both allow', async () => {
  await offer(`class${count}`, ['a', 'b'], portfolioId);
  await offer(`class${count}`, ['c'], productId);
  const { client } = catalog;
  const { TagOptionDetail: shared } = await client.send(
    new CreateTagOptionCommand({ Key: `class${count}`, Value: 'both' }),
  );
  for (const ResourceId of [portfolioId, productId]) {
    await client.send(new AssociateTagOptionWithResourceCommand({ TagOptionId: shared?.Id, ResourceId }));
  }
  expect((await describe_()).TagOptions).toEqual([{ Key: `class${count}`, Values: ['both'] }]);
});

test('a conflict does not stop the launch: it is tagged as one', async () => {
  await offer(`class${count}`, ['a'], portfolioId);
  await offer(`class${count}`, ['b'], productId);
  expect((await describe_()).TagOptions).toEqual([{ Key: `class${count}`, Values: [] }]);
  expect(await launchedTags()).toEqual({
    [`class${count}`]: `sc-tagoption-conflict-${portfolioId}-${productId}`,
  });
});

test('a recipient launches a shared product with its own principal and its own launch role', async () => {
  const spoke = new TestCatalog(sandbox, '222222222222');
  await catalog.role(`Shared${count}`);
  await catalog.constrain(portfolioId, productId, 'LAUNCH', { LocalRoleName: `Shared${count}` });
  const share = { PortfolioId: portfolioId, AccountId: '222222222222' };
  await catalog.client.send(new CreatePortfolioShareCommand(share));
  await spoke.client.send(new AcceptPortfolioShareCommand({ PortfolioId: portfolioId }));
  const inSpoke = new Launches(spoke);
  const launch = (name: string) =>
    inSpoke.provision({ name, ProductId: productId, ProvisioningArtifactId: artifactId });
  expect(await refusal(launch('early'))).toMatch(/^ResourceNotFoundException: No launch paths found/);
  await spoke.admit(portfolioId);
  const { RecordDetail: without } = await launch('without-role');
  expect(without?.RecordErrors?.[0]?.Description).toMatch(
    new RegExp(`sts:AssumeRole on resource: arn:aws:iam::222222222222:role/Shared${count}`),
  );
  await spoke.role(`Shared${count}`);
  const { RecordDetail: record } = await launch('with-role');
  expect(record).toMatchObject({
    Status: 'SUCCEEDED',
    LaunchRoleArn: `arn:aws:iam::222222222222:role/Shared${count}`,
  });
  const stack = await inSpoke.stack(record?.ProvisionedProductId);
  expect(stack.Tags).toContainEqual({
    Key: 'aws:servicecatalog:productArn',
    Value: `arn:aws:catalog:us-east-1:000000000000:product/${productId}`,
  });
});

test('a record says what the sandbox could not judge of a launch role', async () => {
  const foreign = { Resources: { Thing: { Type: 'AWS::IoT::Thing', Properties: {} } } };
  ({ productId, artifactId } = await catalog.product(`Foreign ${count}`, foreign));
  portfolioId = await catalog.portfolio('Foreign', productId);
  await catalog.admit(portfolioId);
  await catalog.role(`Foreign${count}`, ['cloudformation:*', 's3:GetObject']);
  await catalog.constrain(portfolioId, productId, 'LAUNCH', { LocalRoleName: `Foreign${count}` });
  const input = { name: `foreign-${count}`, ProductId: productId, ProvisioningArtifactId: artifactId };
  const { RecordDetail: record } = await launches.provision(input);
  expect(record?.Status).toBe('SUCCEEDED');
  expect(record?.RecordErrors).toEqual([
    {
      Code: 'NotJudgedBySandbox',
      Description: "The sandbox doesn't know what AWS::IoT::Thing asks of a launch role, and has not checked it.",
    },
  ]);
});
