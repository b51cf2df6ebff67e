import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribePortfolioCommand,
  DescribeProductAsAdminCommand,
  ListConstraintsForPortfolioCommand,
  ListPrincipalsForPortfolioCommand,
  ListProvisioningArtifactsCommand,
} from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';
import { Launches } from './launches';
import { QUEUE_TEMPLATE, refusal, TestCatalog, text } from './with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
let stacks: CloudFormationClient;
let firstUrl: string;
let secondUrl: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
  stacks = new CloudFormationClient(sandbox.client());
  await catalog.role('HubLaunch');
  firstUrl = await catalog.upload(QUEUE_TEMPLATE);
  secondUrl = await catalog.upload({ ...QUEUE_TEMPLATE, Description: 'Another' });
});
afterAll(() => sandbox.stop());

const TYPE = (name: string) => `AWS::ServiceCatalog::${name}`;
const ofBoth = { PortfolioId: { Ref: 'Portfolio' }, ProductId: { Ref: 'Product' } };

/** A hub: a portfolio with one product, and every kind of thing that hangs on it. */
const hub = (versions: unknown[], changes: Record<string, unknown> = {}) => ({
  Resources: {
    Portfolio: {
      Type: TYPE('Portfolio'),
      Properties: { DisplayName: 'Hub', ProviderName: 'Platform', Description: 'first', ...changes },
    },
    Product: {
      Type: TYPE('CloudFormationProduct'),
      Properties: { Name: 'Hub queue', Owner: 'Platform', ProvisioningArtifactParameters: versions },
    },
    Association: { Type: TYPE('PortfolioProductAssociation'), Properties: ofBoth },
    Principal: {
      Type: TYPE('PortfolioPrincipalAssociation'),
      Properties: {
        PortfolioId: { Ref: 'Portfolio' },
        PrincipalARN: 'arn:aws:iam:::role/Bellyfed*',
        PrincipalType: 'IAM_PATTERN',
      },
    },
    Launch: {
      Type: TYPE('LaunchRoleConstraint'),
      DependsOn: 'Association',
      Properties: { ...ofBoth, LocalRoleName: 'HubLaunch' },
    },
    Notification: {
      Type: TYPE('LaunchNotificationConstraint'),
      DependsOn: 'Association',
      Properties: { ...ofBoth, NotificationArns: ['arn:aws:sns:us-east-1:000000000000:topic'] },
    },
    Rules: {
      Type: TYPE('LaunchTemplateConstraint'),
      DependsOn: 'Association',
      Properties: {
        ...ofBoth,
        Rules: '{"Rules":{"Small":{"Assertions":[{"Assert":{"Fn::Equals":[{"Ref":"Size"},"small"]}}]}}}',
      },
    },
    Tags: {
      Type: TYPE('ResourceUpdateConstraint'),
      DependsOn: 'Association',
      Properties: { ...ofBoth, TagUpdateOnProvisionedProduct: 'ALLOWED' },
    },
    Option: { Type: TYPE('TagOption'), Properties: { Key: 'owner', Value: 'platform' } },
    OptionAssociation: {
      Type: TYPE('TagOptionAssociation'),
      Properties: { TagOptionId: { Ref: 'Option' }, ResourceId: { Ref: 'Portfolio' } },
    },
    Share: {
      Type: TYPE('PortfolioShare'),
      Properties: { PortfolioId: { Ref: 'Portfolio' }, AccountId: '222222222222' },
    },
  },
  Outputs: {
    PortfolioName: { Value: { 'Fn::GetAtt': ['Portfolio', 'PortfolioName'] } },
    Artifacts: { Value: { 'Fn::GetAtt': ['Product', 'ProvisioningArtifactIds'] } },
  },
});
const version = (Name: string, url: string, more = {}) => ({ Name, Info: { LoadTemplateFromURL: url }, ...more });

/** The stack once it is at rest. */
async function rested(StackName: string) {
  for (;;) {
    const { Stacks: [stack] = [] } = await stacks.send(new DescribeStacksCommand({ StackName }));
    if (stack && !stack.StackStatus?.endsWith('_IN_PROGRESS')) return stack;
    await new Promise((done) => setTimeout(done, 20));
  }
}
async function deploy(StackName: string, template: unknown, verb: 'create' | 'update' = 'create') {
  const input = { StackName, TemplateBody: JSON.stringify(template), Tags: [{ Key: 'app', Value: 'hub' }] };
  await stacks.send(verb === 'create' ? new CreateStackCommand(input) : new UpdateStackCommand(input));
  const stack = await rested(StackName);
  const { StackEvents: events = [] } = await stacks.send(new DescribeStackEventsCommand({ StackName }));
  const failures = events.filter((event) => event.ResourceStatus?.endsWith('_FAILED'));
  return {
    status: stack.StackStatus,
    outputs: outputsOf(stack.Outputs),
    why: failures.map((event) => event.ResourceStatusReason),
  };
}
const outputsOf = (list: { OutputKey?: string; OutputValue?: string }[] = []) =>
  Object.fromEntries(list.map(({ OutputKey, OutputValue }) => [text(OutputKey), text(OutputValue)]));
async function physicalIds(StackName: string): Promise<Record<string, string>> {
  const { StackResources: list = [] } = await stacks.send(new DescribeStackResourcesCommand({ StackName }));
  return Object.fromEntries(list.map((it) => [text(it.LogicalResourceId), text(it.PhysicalResourceId)]));
}

test('a hub stack comes into being, changes in place and goes', async () => {
  const { client } = catalog;
  const created = await deploy('hub', hub([version('1.0.0', firstUrl, { Description: 'one' })]));
  expect(created).toMatchObject({ status: 'CREATE_COMPLETE', why: [] });
  expect(created.outputs.PortfolioName).toBe('Hub');
  const ids = await physicalIds('hub');
  const { Portfolio: Id = '', Product: ProductId = '' } = ids;
  expect(ids.Association).toBe(`${Id}|${ProductId}`);
  expect(ids.Principal).toBe(`${Id}|arn:aws:iam:::role/Bellyfed*`);
  expect(ids.Share).toBe(`${Id}|222222222222`);
  const described = await client.send(new DescribePortfolioCommand({ Id }));
  expect(described.TagOptions?.map(({ Value }) => Value)).toEqual(['platform']);
  expect(described.Tags).toEqual([{ Key: 'app', Value: 'hub' }]);
  const { ConstraintDetails: constraints } = await client.send(
    new ListConstraintsForPortfolioCommand({ PortfolioId: Id }),
  );
  expect(constraints?.map(({ Type }) => Type).sort()).toEqual([
    'LAUNCH',
    'NOTIFICATION',
    'RESOURCE_UPDATE',
    'TEMPLATE',
  ]);
  const { Principals } = await client.send(new ListPrincipalsForPortfolioCommand({ PortfolioId: Id }));
  expect(Principals).toHaveLength(1);
  const launched = await new Launches(catalog).provision({
    name: 'from-hub',
    ProductName: 'Hub queue',
    ProvisioningArtifactName: '1.0.0',
  });
  expect(launched.RecordDetail?.Status).toBe('SUCCEEDED');
  await new Launches(catalog).terminate({ ProvisionedProductName: 'from-hub' });

  const versions = [version('1.0.0', firstUrl, { Description: 'changed' }), version('2.0.0', secondUrl)];
  const updated = await deploy('hub', hub(versions, { Description: 'second' }), 'update');
  expect(updated).toMatchObject({ status: 'UPDATE_COMPLETE', why: [] });
  const [kept, added] = updated.outputs.Artifacts?.split(',') ?? [];
  expect(kept).toBe(created.outputs.Artifacts);
  const listed = await client.send(new ListProvisioningArtifactsCommand({ ProductId }));
  expect(listed.ProvisioningArtifactDetails).toMatchObject([
    { Id: kept, Name: '1.0.0', Description: 'changed' },
    { Id: added, Name: '2.0.0' },
  ]);
  expect((await client.send(new DescribePortfolioCommand({ Id }))).PortfolioDetail?.Description).toBe('second');

  const fewer = await deploy('hub', hub([version('2.0.0', secondUrl)]), 'update');
  expect(fewer.outputs.Artifacts).toBe(added);
  await stacks.send(new DeleteStackCommand({ StackName: 'hub' }));
  const isGone = () => refusal(stacks.send(new DescribeStacksCommand({ StackName: 'hub' }))).catch(() => undefined);
  while (!(await isGone())) await new Promise((done) => setTimeout(done, 20));
  expect(await refusal(client.send(new DescribePortfolioCommand({ Id })))).toMatch(/^ResourceNotFoundException/);
  expect(await refusal(client.send(new DescribeProductAsAdminCommand({ Id: ProductId })))).toMatch(
    /^ResourceNotFoundException/,
  );
});

test('with ReplaceProvisioningArtifacts every version gets a new id', async () => {
  const template = (Description: string) => ({
    Resources: {
      Product: {
        Type: TYPE('CloudFormationProduct'),
        Properties: {
          Name: 'Replaced',
          Owner: 'Platform',
          Description,
          ReplaceProvisioningArtifacts: true,
          ProvisioningArtifactParameters: [version('1.0.0', firstUrl)],
        },
      },
    },
    Outputs: { Artifacts: { Value: { 'Fn::GetAtt': ['Product', 'ProvisioningArtifactIds'] } } },
  });
  const before = await deploy('replacing', template('a'));
  const after = await deploy('replacing', template('b'), 'update');
  expect(after.status).toBe('UPDATE_COMPLETE');
  expect(after.outputs.Artifacts).not.toBe(before.outputs.Artifacts);
});

test('a launch constraint whose role is missing fails the stack in the words of Service Catalog', async () => {
  const template = hub([version('1.0.0', firstUrl)]);
  template.Resources.Launch.Properties = { ...ofBoth, LocalRoleName: 'NoSuchRole' };
  const { status, why } = await deploy('hub-without-role', template);
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(why.join('\n')).toContain('The launch role NoSuchRole does not exist in account 000000000000.');
});

test('a stack launches a product, updates it, reads its outputs and takes it away', async () => {
  const { productId } = await catalog.product('Nested');
  const next = await catalog.version(productId, '2.0.0', { ...QUEUE_TEMPLATE, Description: 'Two' });
  await catalog.admit(await catalog.portfolio('Nested', productId));
  const template = (artifact: string, Name: string) => ({
    Resources: {
      Tier: {
        Type: TYPE('CloudFormationProvisionedProduct'),
        Properties: {
          ProductName: 'Nested',
          ProvisioningArtifactName: artifact,
          ProvisionedProductName: 'nested-tier',
          ProvisioningParameters: [{ Key: 'Name', Value: Name }],
        },
      },
    },
    Outputs: {
      Id: { Value: { Ref: 'Tier' } },
      Stack: { Value: { 'Fn::GetAtt': ['Tier', 'CloudformationStackArn'] } },
      QueueName: { Value: { 'Fn::GetAtt': ['Tier', 'Outputs.QueueName'] } },
    },
  });
  const launches = new Launches(catalog);
  const created = await deploy('parent', template('1.0.0', 'one'));
  expect(created).toMatchObject({ status: 'CREATE_COMPLETE', why: [] });
  const detail = await launches.detail('nested-tier');
  expect(created.outputs).toEqual({
    Id: detail.Id,
    Stack: (await launches.stack(detail.Id)).StackId,
    QueueName: 'one',
  });
  const updated = await deploy('parent', template('2.0.0', 'two'), 'update');
  expect(updated.outputs).toEqual({ ...created.outputs, QueueName: 'two' });
  expect((await launches.detail('nested-tier')).ProvisioningArtifactId).toBe(next);
  await stacks.send(new DeleteStackCommand({ StackName: 'parent' }));
  const isGone = () => refusal(launches.detail('nested-tier')).catch(() => undefined);
  while (!(await isGone())) await new Promise((done) => setTimeout(done, 20));
  expect(await refusal(launches.detail('nested-tier'))).toMatch(/^ResourceNotFoundException/);
});

test('a nested launch that fails fails the stack, and leaves nothing behind', async () => {
  const { productId } = await catalog.product('Failing');
  await catalog.admit(await catalog.portfolio('Failing', productId));
  const { status, why } = await deploy('failing-parent', {
    Resources: {
      Tier: {
        Type: TYPE('CloudFormationProvisionedProduct'),
        Properties: {
          ProductName: 'Failing',
          ProvisioningArtifactName: '1.0.0',
          ProvisionedProductName: 'failing-tier',
          ProvisioningParameters: [{ Key: 'Name', Value: 'NOT SMALL' }],
        },
      },
    },
  });
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(why.join('\n')).toMatch(/Unable to launch provisioned product because: .*small letters/);
  expect(await refusal(new Launches(catalog).detail('failing-tier'))).toMatch(/^ResourceNotFoundException/);
});
