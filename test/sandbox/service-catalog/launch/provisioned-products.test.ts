import { CloudFormationClient, CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import {
  ImportAsProvisionedProductCommand,
  ListRecordHistoryCommand,
  ScanProvisionedProductsCommand,
  SearchProvisionedProductsCommand,
  type SearchProvisionedProductsInput,
} from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { Launches } from '../launches';
import { QUEUE_TEMPLATE, refusal, TestCatalog, text } from '../with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
let launches: Launches;
let productId: string;
let artifactId: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
  launches = new Launches(catalog);
  ({ productId, artifactId } = await catalog.product('Queue'));
  await catalog.admit(await catalog.portfolio('Developers', productId));
  for (const name of ['dev-one', 'dev-two', 'prod-one']) {
    const Tags = [{ Key: 'team', Value: name.slice(-3) }];
    await launches.provision({ name, ProductId: productId, ProvisioningArtifactId: artifactId, Tags });
  }
});
afterAll(() => sandbox.stop());

const search = (input: SearchProvisionedProductsInput) =>
  catalog.client.send(new SearchProvisionedProductsCommand(input));
const names = async (SearchQuery: string[], more: SearchProvisionedProductsInput = {}) => {
  const { ProvisionedProducts: found = [] } = await search({ Filters: { SearchQuery }, SortBy: 'name', ...more });
  return found.map(({ Name }) => Name);
};

test.each([
  [['name:dev-one'], ['dev-one']],
  [['name:dev-*'], ['dev-one', 'dev-two']],
  [['name:dev'], []],
  [
    ['status:AVAILABLE', 'name:*-one'],
    ['dev-one', 'prod-one'],
  ],
  [['status:ERROR'], []],
  [
    ['productName:Queue', 'provisioningArtifactName:1.0.0'],
    ['dev-one', 'dev-two', 'prod-one'],
  ],
  [['tags:team=two'], ['dev-two']],
  [['dev-t'], ['dev-two']],
  [
    ['type:CFN_STACK', 'userArn:arn:aws:iam::000000000000:role/BellyfedPlatformEngineer'],
    ['dev-one', 'dev-two', 'prod-one'],
  ],
])('a search for %j finds %j', async (query, expected) => {
  expect(await names(query)).toEqual(expected);
});

test('a search by product and id finds what it names, with its stack', async () => {
  expect(await names([`productId:${productId}`])).toHaveLength(3);
  const { Id } = await launches.detail('dev-two');
  const { ProvisionedProducts: [found] = [], TotalResultsCount } = await search({
    Filters: { SearchQuery: [`id:${Id}`] },
  });
  expect(TotalResultsCount).toBe(1);
  expect(found).toMatchObject({
    Name: 'dev-two',
    ProductName: 'Queue',
    PhysicalId: (await launches.stack(Id)).StackId,
  });
});

test('a search is sorted and paged', async () => {
  const order = { SortBy: 'name', SortOrder: 'DESCENDING', PageSize: 2 } as const;
  const first = await search(order);
  expect(first.ProvisionedProducts?.map(({ Name }) => Name)).toEqual(['prod-one', 'dev-two']);
  const second = await search({ ...order, PageToken: first.NextPageToken });
  expect(second.ProvisionedProducts?.map(({ Name }) => Name)).toEqual(['dev-one']);
  expect(second.NextPageToken).toBeUndefined();
});

test('refuses an unknown field, sort order and access level', async () => {
  expect(await refusal(names(['colour:red']))).toMatch(/^InvalidParametersException: Invalid search field colour/);
  expect(await refusal(search({ SortBy: 'colour' }))).toMatch(/^InvalidParametersException: Invalid SortBy colour/);
  const other = search({ AccessLevelFilter: { Key: 'Account', Value: 'everybody' } });
  expect(await refusal(other)).toMatch(/^InvalidParametersException: Invalid access level filter value/);
});

test('a scan goes page by page, and another account sees nothing', async () => {
  const found: unknown[] = [];
  let PageToken: string | undefined;
  do {
    const answer = await catalog.client.send(new ScanProvisionedProductsCommand({ PageSize: 1, PageToken }));
    found.push(...(answer.ProvisionedProducts ?? []));
    PageToken = answer.NextPageToken;
  } while (PageToken);
  expect(found).toHaveLength(3);
  const other = new TestCatalog(sandbox, '111111111111').client;
  expect((await other.send(new ScanProvisionedProductsCommand({}))).ProvisionedProducts).toEqual([]);
});

test('the history lists records, newest first, by product and provisioned product', async () => {
  const { Id } = await launches.detail('dev-one');
  await launches.update({ ProvisionedProductId: Id, ProvisioningParameters: [{ Key: 'Delay', Value: '1' }] });
  const history = (Key: string, Value: string | undefined) =>
    catalog.client.send(new ListRecordHistoryCommand({ SearchFilter: { Key, Value } }));
  const { RecordDetails: own } = await history('provisionedproduct', Id);
  expect(own?.map(({ RecordType }) => RecordType)).toEqual(['UPDATE_PROVISIONED_PRODUCT', 'PROVISION_PRODUCT']);
  expect((await history('product', productId)).RecordDetails).toHaveLength(4);
  expect((await history('product', 'prod-other')).RecordDetails).toEqual([]);
  expect(await refusal(history('colour', 'red'))).toMatch(/^InvalidParametersException: Invalid search filter key/);
});

test('a stack is imported, once, if its template is the version’s', async () => {
  const stacks = new CloudFormationClient(sandbox.client());
  const make = async (StackName: string, template: unknown) => {
    const input = { StackName, TemplateBody: JSON.stringify(template, null, 2) };
    const { StackId } = await stacks.send(new CreateStackCommand(input));
    await waitUntilStackCreateComplete({ client: stacks, maxWaitTime: 20, minDelay: 1 }, { StackName });
    return text(StackId);
  };
  const PhysicalId = await make('by-hand', QUEUE_TEMPLATE);
  const importIt = (ProvisionedProductName: string, physicalId = PhysicalId) =>
    catalog.client.send(
      new ImportAsProvisionedProductCommand({
        ProductId: productId,
        ProvisioningArtifactId: artifactId,
        ProvisionedProductName,
        PhysicalId: physicalId,
        IdempotencyToken: ProvisionedProductName,
      }),
    );
  const { RecordDetail: record } = await importIt('imported');
  expect((await launches.ended(text(record?.RecordId))).RecordDetail?.Status).toBe('SUCCEEDED');
  expect((await launches.detail('imported')).Status).toBe('AVAILABLE');
  expect(await refusal(importIt('twice'))).toMatch(/^DuplicateResourceException/);
  const other = await make('another', { ...QUEUE_TEMPLATE, Description: 'not the same' });
  expect(await refusal(importIt('different', other))).toMatch(/^InvalidParametersException: The template of stack/);
  expect(await refusal(importIt('nothing', 'by-hand'))).toMatch(/^InvalidParametersException: Invalid PhysicalId/);
  const updated = await launches.update({
    ProvisionedProductName: 'imported',
    ProvisioningParameters: [{ Key: 'Delay', Value: '2' }],
  });
  expect(updated.RecordDetail?.Status).toBe('SUCCEEDED');
});
