import {
  AssociateTagOptionWithResourceCommand,
  CreateTagOptionCommand,
  DeleteTagOptionCommand,
  DescribePortfolioCommand,
  DescribeTagOptionCommand,
  DisassociateTagOptionFromResourceCommand,
  ListResourcesForTagOptionCommand,
  ListTagOptionsCommand,
  UpdateTagOptionCommand,
} from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { refusal, TestCatalog, text } from '../with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
});
afterAll(() => sandbox.stop());

const create = async (Key: string, Value: string) =>
  text((await catalog.client.send(new CreateTagOptionCommand({ Key, Value }))).TagOptionDetail?.Id);

test('a TagOption is created, described, changed, listed and deleted', async () => {
  const { client } = catalog;
  const Id = await create('owner', 'a');
  expect(Id).toMatch(/^tag-[a-z0-9]{13}$/);
  await client.send(new UpdateTagOptionCommand({ Id, Value: 'b', Active: false }));
  expect((await client.send(new DescribeTagOptionCommand({ Id }))).TagOptionDetail).toEqual({
    Id,
    Key: 'owner',
    Value: 'b',
    Active: false,
    Owner: '000000000000',
  });
  const list = (Active: boolean) =>
    client.send(new ListTagOptionsCommand({ Filters: { Key: 'owner', Value: 'b', Active } }));
  expect((await list(false)).TagOptionDetails).toHaveLength(1);
  expect((await list(true)).TagOptionDetails).toHaveLength(0);
  await create('owner', 'a');
  await client.send(new DeleteTagOptionCommand({ Id }));
  expect(await refusal(client.send(new DescribeTagOptionCommand({ Id })))).toMatch(/^ResourceNotFoundException/);
});

test('refuses a TagOption that exists already', async () => {
  await create('key', 'value');
  expect(await refusal(create('key', 'value'))).toMatch(/^DuplicateResourceException/);
});

test('is associated with a portfolio and a product, and cannot go meanwhile', async () => {
  const { client } = catalog;
  const TagOptionId = await create('cost', '1');
  const { productId } = await catalog.product('Tagged');
  const portfolioId = await catalog.portfolio('Tagged');
  const associate = (ResourceId: string) =>
    client.send(new AssociateTagOptionWithResourceCommand({ TagOptionId, ResourceId }));
  await associate(productId);
  await associate(portfolioId);
  expect(await refusal(associate(portfolioId))).toMatch(/^DuplicateResourceException/);
  expect(await refusal(associate('prod-unknown'))).toMatch(/^ResourceNotFoundException: Resource prod-unknown/);
  const described = await client.send(new DescribePortfolioCommand({ Id: portfolioId }));
  expect(described.TagOptions?.map(({ Id }) => Id)).toEqual([TagOptionId]);
  const resources = await client.send(new ListResourcesForTagOptionCommand({ TagOptionId, ResourceType: 'Product' }));
  expect(resources.ResourceDetails?.map(({ Id }) => Id)).toEqual([productId]);
  expect(await refusal(client.send(new DeleteTagOptionCommand({ Id: TagOptionId })))).toMatch(
    /^ResourceInUseException/,
  );
  for (const ResourceId of [productId, portfolioId]) {
    await client.send(new DisassociateTagOptionFromResourceCommand({ TagOptionId, ResourceId }));
  }
  await client.send(new DeleteTagOptionCommand({ Id: TagOptionId }));
});

test('refuses more than 25 TagOptions on a resource', async () => {
  const ResourceId = await catalog.portfolio('Full');
  for (let count = 0; count < 25; count += 1) {
    const TagOptionId = await create(`key${count}`, 'x');
    await catalog.client.send(new AssociateTagOptionWithResourceCommand({ TagOptionId, ResourceId }));
  }
  const TagOptionId = await create('one more', 'x');
  const answer = catalog.client.send(new AssociateTagOptionWithResourceCommand({ TagOptionId, ResourceId }));
  expect(await refusal(answer)).toMatch(/^LimitExceededException: The limit of 25 TagOptions/);
});
