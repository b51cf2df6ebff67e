/** Self-service actions: kept, listed and associated as on AWS; nobody runs their automations here. */
import {
  CloudFormation,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { S3 } from '@aws-sdk/client-s3';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';

const HUB = '111111111111';
let sandbox: TestSandbox;
let hub: ServiceCatalog;
let version: { ProductId: string; ProvisioningArtifactId: string };

const Definition = { Name: 'Restart', Version: '1', AssumeRole: `arn:aws:iam::${HUB}:role/Actions` };

beforeAll(async () => {
  sandbox = await startTestSandbox();
  hub = new ServiceCatalog(sandbox.client(HUB));
  const s3 = new S3(sandbox.client(HUB));
  await s3.createBucket({ Bucket: 'templates' });
  const Body = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  await s3.putObject({ Bucket: 'templates', Key: 'topic.json', Body });
  const { ProductViewDetail, ProvisioningArtifactDetail } = await hub.createProduct({
    Name: 'Topic',
    Owner: 'Platform',
    ProductType: 'CLOUD_FORMATION_TEMPLATE',
    ProvisioningArtifactParameters: {
      Name: '1.0.0',
      Type: 'CLOUD_FORMATION_TEMPLATE',
      Info: { LoadTemplateFromURL: 'https://s3.us-east-1.amazonaws.com/templates/topic.json' },
    },
    IdempotencyToken: 'product',
  });
  version = {
    ProductId: ProductViewDetail?.ProductViewSummary?.ProductId ?? '',
    ProvisioningArtifactId: ProvisioningArtifactDetail?.Id ?? '',
  };
});
afterAll(() => sandbox?.stop());

const create = (Name: string, definition: Partial<typeof Definition> = Definition) =>
  hub.createServiceAction({ Name, DefinitionType: 'SSM_AUTOMATION', Definition: definition, IdempotencyToken: Name });

const namesOfVersion = async () =>
  ((await hub.listServiceActionsForProvisioningArtifact(version)).ServiceActionSummaries ?? []).map(({ Name }) => Name);

it('makes, changes, lists and describes actions of the account', async () => {
  const { ServiceActionDetail: made } = await create('Restart');
  const Id = made?.ServiceActionSummary?.Id ?? '';
  expect(Id).toMatch(/^act-[a-z2-7]{13}$/);
  expect((await create('Restart')).ServiceActionDetail?.ServiceActionSummary?.Id).toBe(Id);
  await hub.updateServiceAction({ Id, Description: 'Restarts it.', Definition: { Version: '2' } });
  expect(await hub.describeServiceAction({ Id })).toMatchObject({
    ServiceActionDetail: {
      ServiceActionSummary: { Id, Name: 'Restart', Description: 'Restarts it.', DefinitionType: 'SSM_AUTOMATION' },
      Definition: { ...Definition, Version: '2' },
    },
  });
  expect((await hub.listServiceActions({})).ServiceActionSummaries).toHaveLength(1);
  const other = new ServiceCatalog(sandbox.client('222222222222'));
  expect((await other.listServiceActions({})).ServiceActionSummaries).toEqual([]);
  await expect(other.describeServiceAction({ Id })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('belongs to a version once, and stays while it does', async () => {
  const Id = (await create('Snapshot')).ServiceActionDetail?.ServiceActionSummary?.Id;
  const association = { ...version, ServiceActionId: Id };
  await hub.associateServiceActionWithProvisioningArtifact(association);
  expect(await namesOfVersion()).toEqual(['Snapshot']);
  await expect(hub.associateServiceActionWithProvisioningArtifact(association)).rejects.toMatchObject({
    name: 'DuplicateResourceException',
  });
  await expect(hub.deleteServiceAction({ Id })).rejects.toMatchObject({ name: 'ResourceInUseException' });
  await hub.disassociateServiceActionFromProvisioningArtifact(association);
  expect(await namesOfVersion()).toEqual([]);
  await hub.deleteServiceAction({ Id });
  await expect(hub.describeServiceAction({ Id })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it.each([
  ['a name that AWS has no place for', 'Restart it', Definition, 'ValidationException'],
  ['an automation without a version', 'NoVersion', { Name: 'Restart' }, 'InvalidParametersException'],
])('refuses %s', async (_, name, definition, error) => {
  await expect(
    hub.createServiceAction({
      Name: name,
      DefinitionType: 'SSM_AUTOMATION',
      Definition: definition,
      IdempotencyToken: 'refused',
    }),
  ).rejects.toMatchObject({ name: error });
});

it('refuses what a version already has under another token, and what does not exist', async () => {
  await expect(
    hub.createServiceAction({
      Name: 'Restart',
      DefinitionType: 'SSM_AUTOMATION',
      Definition,
      IdempotencyToken: 'other',
    }),
  ).rejects.toMatchObject({ name: 'DuplicateResourceException' });
  await expect(
    hub.associateServiceActionWithProvisioningArtifact({ ...version, ServiceActionId: 'act-none' }),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('comes from a stack, and goes with it', async () => {
  const client = new CloudFormation(sandbox.client(HUB));
  const Action = {
    Type: 'AWS::ServiceCatalog::ServiceAction',
    Properties: {
      Name: 'FromStack',
      DefinitionType: 'SSM_AUTOMATION',
      Definition: Object.entries(Definition).map(([Key, Value]) => ({ Key, Value })),
    },
  };
  const Association = {
    Type: 'AWS::ServiceCatalog::ServiceActionAssociation',
    Properties: { ...version, ServiceActionId: { Ref: 'Action' } },
  };
  const StackName = 'actions';
  await client.createStack({ StackName, TemplateBody: JSON.stringify({ Resources: { Action, Association } }) });
  const waiting = { client, maxWaitTime: 30, minDelay: 1 };
  await waitUntilStackCreateComplete(waiting, { StackName });
  expect(await namesOfVersion()).toEqual(['FromStack']);
  await client.deleteStack({ StackName });
  await waitUntilStackDeleteComplete(waiting, { StackName });
  expect(await namesOfVersion()).toEqual([]);
  const { ServiceActionSummaries = [] } = await hub.listServiceActions({});
  expect(ServiceActionSummaries.map(({ Name }) => Name)).not.toContain('FromStack');
});
