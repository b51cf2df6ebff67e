import {
  CreatePortfolioCommand,
  DeletePortfolioCommand,
  DescribePortfolioCommand,
  DisassociatePrincipalFromPortfolioCommand,
  DisassociateProductFromPortfolioCommand,
  ListPortfoliosCommand,
  ListPortfoliosForProductCommand,
  UpdatePortfolioCommand,
} from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { refusal, TestCatalog } from '../with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
});
afterAll(() => sandbox.stop());

test('a portfolio is created, described, changed and deleted', async () => {
  const { client } = catalog;
  const created = await client.send(
    new CreatePortfolioCommand({
      DisplayName: 'Developers',
      ProviderName: 'Platform',
      Tags: [{ Key: 'team', Value: 'a' }],
    }),
  );
  const Id = created.PortfolioDetail?.Id;
  expect(Id).toMatch(/^port-[a-z0-9]{13}$/);
  expect(created.PortfolioDetail?.ARN).toBe(`arn:aws:catalog:us-east-1:000000000000:portfolio/${Id}`);
  await client.send(
    new UpdatePortfolioCommand({
      Id,
      Description: 'For all',
      AddTags: [{ Key: 'cost', Value: '1' }],
      RemoveTags: ['team'],
    }),
  );
  const described = await client.send(new DescribePortfolioCommand({ Id }));
  expect(described.PortfolioDetail).toMatchObject({ DisplayName: 'Developers', Description: 'For all' });
  expect(described.Tags).toEqual([{ Key: 'cost', Value: '1' }]);
  await client.send(new DeletePortfolioCommand({ Id }));
  expect(await refusal(client.send(new DescribePortfolioCommand({ Id })))).toBe(
    `ResourceNotFoundException: Portfolio ${Id} not found.`,
  );
});

test('the same token with the same input makes one portfolio, and with another is refused', async () => {
  const input = { DisplayName: 'Once', ProviderName: 'Platform', IdempotencyToken: 'token-1' };
  const first = await catalog.client.send(new CreatePortfolioCommand(input));
  const again = await catalog.client.send(new CreatePortfolioCommand(input));
  expect(again.PortfolioDetail).toEqual(first.PortfolioDetail);
  const other = catalog.client.send(new CreatePortfolioCommand({ ...input, DisplayName: 'Twice' }));
  expect(await refusal(other)).toMatch(/^InvalidParametersException: The token token-1 was already used/);
});

test('refuses to delete a portfolio that still has products or principals', async () => {
  const { client } = catalog;
  const { productId } = await catalog.product('Kept');
  const Id = await catalog.portfolio('In use', productId);
  await catalog.admit(Id);
  expect(await refusal(client.send(new DeletePortfolioCommand({ Id })))).toBe(
    `ResourceInUseException: Portfolio ${Id} still has associated Products`,
  );
  const PortfolioId = Id;
  await client.send(new DisassociateProductFromPortfolioCommand({ PortfolioId, ProductId: productId }));
  expect(await refusal(client.send(new DeletePortfolioCommand({ Id })))).toBe(
    `ResourceInUseException: Portfolio ${Id} still has associated Principals`,
  );
  const PrincipalARN = 'arn:aws:iam:::role/BellyfedPlatform*';
  await client.send(new DisassociatePrincipalFromPortfolioCommand({ PortfolioId, PrincipalARN }));
  await client.send(new DeletePortfolioCommand({ Id }));
});

test('portfolios are listed page by page, in the order they were made', async () => {
  const paged = new TestCatalog(sandbox, '222222222222');
  for (const name of ['one', 'two', 'three', 'four', 'five']) await paged.portfolio(name);
  const names: (string | undefined)[] = [];
  let PageToken: string | undefined;
  let pages = 0;
  do {
    const answer = await paged.client.send(new ListPortfoliosCommand({ PageSize: 2, PageToken }));
    names.push(...(answer.PortfolioDetails ?? []).map(({ DisplayName }) => DisplayName));
    PageToken = answer.NextPageToken;
    pages += 1;
  } while (PageToken);
  expect(names).toEqual(['one', 'two', 'three', 'four', 'five']);
  expect(pages).toBe(3);
});

test('refuses a page token that no page gave', async () => {
  const answer = catalog.client.send(new ListPortfoliosCommand({ PageToken: 'nonsense' }));
  expect(await refusal(answer)).toBe('InvalidParametersException: Invalid page token.');
});

test('refuses one portfolio more than the quota', async () => {
  const full = new TestCatalog(sandbox, '333333333333');
  for (let count = 0; count < 100; count += 1) await full.portfolio(`p${count}`);
  expect(await refusal(full.portfolio('one more'))).toMatch(/^LimitExceededException: The limit of 100 portfolios/);
});

test('refuses a reserved tag key and a key given twice', async () => {
  const create = (...Tags: { Key: string; Value: string }[]) =>
    catalog.client.send(new CreatePortfolioCommand({ DisplayName: 'Tagged', ProviderName: 'Platform', Tags }));
  expect(await refusal(create({ Key: 'aws:x', Value: '1' }))).toMatch(/^InvalidParametersException: Tag key aws:x/);
  expect(await refusal(create({ Key: 'a', Value: '1' }, { Key: 'a', Value: '2' }))).toBe(
    'InvalidParametersException: Duplicate tag key: a',
  );
});

test('the portfolios of a product are listed, and of an unknown one refused', async () => {
  const { productId } = await catalog.product('Listed');
  const portfolioId = await catalog.portfolio('Has it', productId);
  const answer = await catalog.client.send(new ListPortfoliosForProductCommand({ ProductId: productId }));
  expect(answer.PortfolioDetails?.map(({ Id }) => Id)).toEqual([portfolioId]);
  const unknown = catalog.client.send(new ListPortfoliosForProductCommand({ ProductId: 'prod-unknown' }));
  expect(await refusal(unknown)).toBe('ResourceNotFoundException: Product prod-unknown not found.');
});
