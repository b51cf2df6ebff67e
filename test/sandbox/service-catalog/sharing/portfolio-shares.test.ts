import {
  AcceptPortfolioShareCommand,
  AssociateProductWithPortfolioCommand,
  AssociateTagOptionWithResourceCommand,
  CreatePortfolioShareCommand,
  CreateTagOptionCommand,
  DeletePortfolioCommand,
  DeletePortfolioShareCommand,
  DescribePortfolioCommand,
  DescribePortfolioShareStatusCommand,
  DescribePortfolioSharesCommand,
  ListAcceptedPortfolioSharesCommand,
  ListLaunchPathsCommand,
  ListPortfolioAccessCommand,
  RejectPortfolioShareCommand,
  SearchProductsAsAdminCommand,
  UpdatePortfolioCommand,
  UpdatePortfolioShareCommand,
} from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { refusal, TestCatalog } from '../with-catalog';

const HUB = '111111111111';
const SPOKE = '222222222222';
let sandbox: TestSandbox;
let hub: TestCatalog;
let spoke: TestCatalog;
let portfolioId: string;
let productId: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  hub = new TestCatalog(sandbox, HUB);
  spoke = new TestCatalog(sandbox, SPOKE);
  ({ productId } = await hub.product('Queue'));
});
beforeEach(async () => {
  portfolioId = await hub.portfolio('Shared', productId);
});
afterAll(() => sandbox.stop());

const share = (AccountId = SPOKE) =>
  hub.client.send(new CreatePortfolioShareCommand({ PortfolioId: portfolioId, AccountId }));
const accept = () => spoke.client.send(new AcceptPortfolioShareCommand({ PortfolioId: portfolioId }));

test('a share is offered, accepted, seen, and ended', async () => {
  await share();
  await share();
  const describe = () => spoke.client.send(new DescribePortfolioCommand({ Id: portfolioId }));
  expect(await refusal(describe())).toBe(`ResourceNotFoundException: Portfolio ${portfolioId} not found.`);
  await accept();
  expect((await describe()).PortfolioDetail?.ARN).toBe(`arn:aws:catalog:us-east-1:${HUB}:portfolio/${portfolioId}`);
  const accepted = await spoke.client.send(new ListAcceptedPortfolioSharesCommand({}));
  expect(accepted.PortfolioDetails?.map(({ Id }) => Id)).toContain(portfolioId);
  const products = await spoke.client.send(new SearchProductsAsAdminCommand({ PortfolioId: portfolioId }));
  expect(products.ProductViewDetails).toHaveLength(1);
  const access = await hub.client.send(new ListPortfolioAccessCommand({ PortfolioId: portfolioId }));
  expect(access.AccountIds).toEqual([SPOKE]);
  const shares = await hub.client.send(
    new DescribePortfolioSharesCommand({ PortfolioId: portfolioId, Type: 'ACCOUNT' }),
  );
  expect(shares.PortfolioShareDetails).toMatchObject([{ PrincipalId: SPOKE, Accepted: true, ShareTagOptions: false }]);
  await hub.client.send(new DeletePortfolioShareCommand({ PortfolioId: portfolioId, AccountId: SPOKE }));
  expect(await refusal(describe())).toMatch(/^ResourceNotFoundException/);
});

test('refuses a recipient what only the owner may do', async () => {
  await share();
  await accept();
  const { client } = spoke;
  const Id = portfolioId;
  const PortfolioId = portfolioId;
  const denied = (operation: string) => `AccessDeniedException: Access denied for operation '${operation}'.`;
  expect(await refusal(client.send(new UpdatePortfolioCommand({ Id, DisplayName: 'Mine' })))).toBe(
    denied('UpdatePortfolio'),
  );
  expect(await refusal(client.send(new DeletePortfolioCommand({ Id })))).toBe(denied('DeletePortfolio'));
  const onward = client.send(new CreatePortfolioShareCommand({ PortfolioId, AccountId: '333333333333' }));
  expect(await refusal(onward)).toBe(denied('CreatePortfolioShare'));
  const { productId: own } = await spoke.product('Own');
  const add = client.send(new AssociateProductWithPortfolioCommand({ PortfolioId, ProductId: own }));
  expect(await refusal(add)).toBe(denied('AssociateProductWithPortfolio'));
});

test('principals are not inherited: the recipient associates its own', async () => {
  await hub.admit(portfolioId);
  await share();
  await accept();
  const paths = () => spoke.client.send(new ListLaunchPathsCommand({ ProductId: productId }));
  expect(await refusal(paths())).toMatch(/^ResourceNotFoundException: No launch paths found/);
  await spoke.admit(portfolioId);
  expect((await paths()).LaunchPathSummaries).toHaveLength(1);
});

test('a shared product goes into a local portfolio, which cannot be shared on', async () => {
  await share();
  await accept();
  const PortfolioId = await spoke.portfolio('Local');
  const input = { PortfolioId, ProductId: productId };
  expect(await refusal(spoke.client.send(new AssociateProductWithPortfolioCommand(input)))).toMatch(
    /^ResourceNotFoundException: Portfolio undefined/,
  );
  await spoke.client.send(new AssociateProductWithPortfolioCommand({ ...input, SourcePortfolioId: portfolioId }));
  const onward = spoke.client.send(new CreatePortfolioShareCommand({ PortfolioId, AccountId: '333333333333' }));
  expect(await refusal(onward)).toMatch(/^InvalidParametersException: Portfolio .* contains a product that is shared/);
});

test('TagOptions are seen by a recipient once they are shared', async () => {
  const { TagOptionDetail } = await hub.client.send(new CreateTagOptionCommand({ Key: portfolioId, Value: 'x' }));
  const TagOptionId = TagOptionDetail?.Id;
  await hub.client.send(new AssociateTagOptionWithResourceCommand({ TagOptionId, ResourceId: portfolioId }));
  await share();
  await accept();
  const seen = async () => (await spoke.client.send(new DescribePortfolioCommand({ Id: portfolioId }))).TagOptions;
  expect(await seen()).toEqual([]);
  const update = { PortfolioId: portfolioId, AccountId: SPOKE, ShareTagOptions: true };
  const { PortfolioShareToken, Status } = await hub.client.send(new UpdatePortfolioShareCommand(update));
  expect(Status).toBe('COMPLETED');
  expect(await seen()).toHaveLength(1);
  const status = await hub.client.send(new DescribePortfolioShareStatusCommand({ PortfolioShareToken }));
  expect(status).toMatchObject({ PortfolioId: portfolioId, Status: 'COMPLETED' });
});

test('a rejected share is gone', async () => {
  await share();
  await spoke.client.send(new RejectPortfolioShareCommand({ PortfolioId: portfolioId }));
  expect(await refusal(accept())).toMatch(/^ResourceNotFoundException/);
});

test('refuses shares with oneself, with nobody, and with an organization that one is not in', async () => {
  expect(await refusal(share(HUB))).toMatch(
    /^InvalidParametersException: A portfolio cannot be shared with the account/,
  );
  const PortfolioId = portfolioId;
  const nobody = hub.client.send(new CreatePortfolioShareCommand({ PortfolioId }));
  expect(await refusal(nobody)).toMatch(/^InvalidParametersException: Exactly one of AccountId/);
  const OrganizationNode = { Type: 'ORGANIZATION', Value: 'o-1234567890' } as const;
  const organization = hub.client.send(new CreatePortfolioShareCommand({ PortfolioId, OrganizationNode }));
  expect(await refusal(organization)).toBe('AccessDeniedException: You are not authorized to perform this action');
});

test('refuses to delete a portfolio that is shared', async () => {
  const Id = await hub.portfolio('Empty');
  await hub.client.send(new CreatePortfolioShareCommand({ PortfolioId: Id, AccountId: SPOKE }));
  expect(await refusal(hub.client.send(new DeletePortfolioCommand({ Id })))).toBe(
    `ResourceInUseException: Portfolio ${Id} still has associated Shares`,
  );
});
