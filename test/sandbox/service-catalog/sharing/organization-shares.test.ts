import {
  CreateOrganizationCommand,
  DeregisterDelegatedAdministratorCommand,
  RegisterDelegatedAdministratorCommand,
  RemoveAccountFromOrganizationCommand,
} from '@aws-sdk/client-organizations';
import {
  AcceptPortfolioShareCommand,
  AssociateProductWithPortfolioCommand,
  AssociateTagOptionWithResourceCommand,
  CreatePortfolioShareCommand,
  type CreatePortfolioShareInput,
  CreateTagOptionCommand,
  DeletePortfolioCommand,
  DeletePortfolioShareCommand,
  DescribePortfolioCommand,
  DescribePortfolioShareStatusCommand,
  DescribePortfolioSharesCommand,
  type DescribePortfolioShareType,
  DisableAWSOrganizationsAccessCommand,
  DisassociateProductFromPortfolioCommand,
  EnableAWSOrganizationsAccessCommand,
  GetAWSOrganizationsAccessStatusCommand,
  ListAcceptedPortfolioSharesCommand,
  ListOrganizationPortfolioAccessCommand,
  ListPortfolioAccessCommand,
  ListPrincipalsForPortfolioCommand,
  RejectPortfolioShareCommand,
  SearchProductsCommand,
  ServiceCatalogClient,
  UpdatePortfolioShareCommand,
} from '@aws-sdk/client-service-catalog';
import { TestOrganization } from '../../organizations/test-organization';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { refusal, TestCatalog } from '../with-catalog';

const HUB = '111111111111';
const [FIRST, SECOND, OUTSIDE] = ['222222222222', '333333333333', '999999999999'] as const;
const SERVICE = 'servicecatalog.amazonaws.com';
let sandbox: TestSandbox;
let organization: TestOrganization;
let unit: string;
let hub: TestCatalog;
let first: TestCatalog;
let second: TestCatalog;
let portfolioId: string;
let productId: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  organization = await TestOrganization.create(sandbox, HUB);
  unit = await organization.unit('Workloads');
  await organization.admit(FIRST, unit);
  await organization.admit(SECOND);
  hub = new TestCatalog(sandbox, HUB);
  first = new TestCatalog(sandbox, FIRST);
  second = new TestCatalog(sandbox, SECOND);
  await hub.client.send(new EnableAWSOrganizationsAccessCommand({}));
});
beforeEach(async () => {
  ({ productId } = await hub.product('Queue'));
  portfolioId = await hub.portfolio('Shared', productId);
});
afterAll(() => sandbox.stop());

const ofUnit = () => ({ Type: 'ORGANIZATIONAL_UNIT', Value: unit }) as const;

async function settled(catalog: TestCatalog, PortfolioShareToken: string | undefined) {
  for (;;) {
    const status = await catalog.client.send(new DescribePortfolioShareStatusCommand({ PortfolioShareToken }));
    if (status.Status?.startsWith('COMPLETED')) return status;
    await new Promise((done) => setTimeout(done, 5));
  }
}

async function share(more: Partial<CreatePortfolioShareInput> = {}, catalog = hub) {
  const input = { PortfolioId: portfolioId, OrganizationNode: ofUnit(), ...more };
  const { PortfolioShareToken } = await catalog.client.send(new CreatePortfolioShareCommand(input));
  return settled(catalog, PortfolioShareToken);
}

async function unshare(OrganizationNode: CreatePortfolioShareInput['OrganizationNode'] = ofUnit()) {
  const input = { PortfolioId: portfolioId, OrganizationNode };
  const { PortfolioShareToken } = await hub.client.send(new DeletePortfolioShareCommand(input));
  return settled(hub, PortfolioShareToken);
}

async function sees({ client }: TestCatalog, Id = portfolioId): Promise<boolean> {
  return client.send(new DescribePortfolioCommand({ Id })).then(
    () => true,
    () => false,
  );
}

test('accounts of the unit see the portfolio without accepting it, others do not', async () => {
  const status = await share();
  expect(status).toMatchObject({ Status: 'COMPLETED', OrganizationNodeValue: unit, PortfolioId: portfolioId });
  expect(status.ShareDetails).toEqual({ SuccessfulShares: [FIRST], ShareErrors: [] });
  expect([await sees(first), await sees(second)]).toEqual([true, false]);
  const listed = await first.client.send(
    new ListAcceptedPortfolioSharesCommand({ PortfolioShareType: 'AWS_ORGANIZATIONS' }),
  );
  expect(listed.PortfolioDetails?.map(({ Id }) => Id)).toContain(portfolioId);
  const imported = await first.client.send(new ListAcceptedPortfolioSharesCommand({}));
  expect(imported.PortfolioDetails).toEqual([]);
});

test('a share with the organization or with one member reaches them', async () => {
  await share({ OrganizationNode: { Type: 'ORGANIZATION', Value: organization.id } });
  expect([await sees(first), await sees(second)]).toEqual([true, true]);
  const node = { Type: 'ACCOUNT', Value: SECOND } as const;
  const own = await hub.portfolio('For one');
  await share({ PortfolioId: own, OrganizationNode: node });
  expect([await sees(first, own), await sees(second, own)]).toEqual([false, true]);
  const describe = async (Type: DescribePortfolioShareType, PortfolioId: string) =>
    (await hub.client.send(new DescribePortfolioSharesCommand({ PortfolioId, Type }))).PortfolioShareDetails;
  const flags = { Accepted: true, ShareTagOptions: false, SharePrincipals: false };
  expect(await describe('ORGANIZATION', portfolioId)).toEqual([
    { PrincipalId: organization.id, Type: 'ORGANIZATION', ...flags },
  ]);
  expect(await describe('ORGANIZATION_MEMBER_ACCOUNT', own)).toEqual([
    { PrincipalId: SECOND, Type: 'ORGANIZATION_MEMBER_ACCOUNT', ...flags },
  ]);
  expect(await describe('ACCOUNT', own)).toEqual([]);
});

test('accounts follow the unit: who joins sees the portfolio at once, who leaves loses it', async () => {
  await share();
  await organization.move(SECOND, organization.rootId, unit);
  expect(await sees(second)).toBe(true);
  await organization.move(SECOND, unit, organization.rootId);
  expect(await sees(second)).toBe(false);
  await organization.admit('444444444444', unit);
  const fourth = new TestCatalog(sandbox, '444444444444');
  expect(await sees(fourth)).toBe(true);
  await organization.client.send(new RemoveAccountFromOrganizationCommand({ AccountId: '444444444444' }));
  expect(await sees(fourth)).toBe(false);
});

test('shared patterns admit roles of the recipient; what it associates itself counts too', async () => {
  await hub.admit(portfolioId);
  await share({ SharePrincipals: true });
  expect(await first.paths(productId)).toHaveLength(1);
  const listed = async () =>
    (await first.client.send(new ListPrincipalsForPortfolioCommand({ PortfolioId: portfolioId }))).Principals;
  const pattern = { PrincipalARN: 'arn:aws:iam:::role/BellyfedPlatform*', PrincipalType: 'IAM_PATTERN' };
  expect(await listed()).toEqual([pattern]);
  const found = await first.client.send(new SearchProductsCommand({}));
  expect(found.ProductViewSummaries?.map(({ ProductId }) => ProductId)).toContain(productId);
  const update = { PortfolioId: portfolioId, OrganizationNode: ofUnit(), SharePrincipals: false };
  const { PortfolioShareToken, Status } = await hub.client.send(new UpdatePortfolioShareCommand(update));
  expect(Status).toBe('NOT_STARTED');
  await settled(hub, PortfolioShareToken);
  expect(await refusal(first.paths(productId))).toMatch(/^ResourceNotFoundException: No launch paths found/);
  expect(await listed()).toEqual([]);
  await first.admit(portfolioId);
  expect(await first.paths(productId)).toHaveLength(1);
});

test('TagOptions travel with a share that says so', async () => {
  const { TagOptionDetail } = await hub.client.send(new CreateTagOptionCommand({ Key: portfolioId, Value: 'x' }));
  const TagOptionId = TagOptionDetail?.Id;
  await hub.client.send(new AssociateTagOptionWithResourceCommand({ TagOptionId, ResourceId: portfolioId }));
  await share();
  const seen = async () => (await first.client.send(new DescribePortfolioCommand({ Id: portfolioId }))).TagOptions;
  expect(await seen()).toEqual([]);
  const update = { PortfolioId: portfolioId, OrganizationNode: ofUnit(), ShareTagOptions: true };
  const { PortfolioShareToken } = await hub.client.send(new UpdatePortfolioShareCommand(update));
  await settled(hub, PortfolioShareToken);
  expect(await seen()).toMatchObject([{ Key: portfolioId, Value: 'x' }]);
});

test('shares are of one region', async () => {
  await share();
  const elsewhere = new ServiceCatalogClient(sandbox.client(FIRST, 'eu-west-1'));
  expect(await refusal(elsewhere.send(new DescribePortfolioCommand({ Id: portfolioId })))).toMatch(/^ResourceNotFound/);
});

test('the end of a share takes ways, own principals and copies in local portfolios', async () => {
  await share();
  await first.admit(portfolioId);
  const local = await first.portfolio('Local');
  const input = { PortfolioId: local, ProductId: productId, SourcePortfolioId: portfolioId };
  await first.client.send(new AssociateProductWithPortfolioCommand(input));
  await first.admit(local);
  expect(await first.paths(productId)).toHaveLength(2);
  expect((await unshare()).Status).toBe('COMPLETED');
  expect(await refusal(first.paths(productId))).toMatch(/^ResourceNotFoundException: No launch paths found/);
  await share();
  expect(await refusal(first.paths(productId))).toMatch(/^ResourceNotFoundException: No launch paths found/);
});

test('a product that its owner takes away is gone from local portfolios', async () => {
  await share();
  const local = await first.portfolio('Local');
  const ids = { PortfolioId: local, ProductId: productId };
  await first.client.send(new AssociateProductWithPortfolioCommand({ ...ids, SourcePortfolioId: portfolioId }));
  await first.admit(local);
  expect(await first.paths(productId)).toHaveLength(1);
  await hub.client.send(
    new DisassociateProductFromPortfolioCommand({ PortfolioId: portfolioId, ProductId: productId }),
  );
  expect(await refusal(first.paths(productId))).toMatch(/^ResourceNotFoundException/);
});

test('lists say which nodes and which accounts have access', async () => {
  await share();
  await share({ OrganizationNode: { Type: 'ORGANIZATION', Value: organization.id } });
  const { OrganizationNodes } = await hub.client.send(
    new ListOrganizationPortfolioAccessCommand({
      PortfolioId: portfolioId,
      OrganizationNodeType: 'ORGANIZATIONAL_UNIT',
    }),
  );
  expect(OrganizationNodes).toEqual([ofUnit()]);
  const accounts = async (OrganizationParentId: string) =>
    (await hub.client.send(new ListPortfolioAccessCommand({ PortfolioId: portfolioId, OrganizationParentId })))
      .AccountIds;
  expect(await accounts(unit)).toEqual([FIRST]);
  expect(await accounts(organization.id)).toEqual([FIRST, SECOND]);
  expect(await refusal(accounts(organization.rootId))).toMatch(/^ResourceNotFoundException: .* is not shared with/);
});

test('a rejected portfolio is gone until it is accepted', async () => {
  await share();
  const answer = { PortfolioId: portfolioId, PortfolioShareType: 'AWS_ORGANIZATIONS' } as const;
  await first.client.send(new RejectPortfolioShareCommand(answer));
  expect(await sees(first)).toBe(false);
  await first.client.send(new AcceptPortfolioShareCommand(answer));
  expect(await sees(first)).toBe(true);
  const imported = first.client.send(new AcceptPortfolioShareCommand({ PortfolioId: portfolioId }));
  expect(await refusal(imported)).toBe(`ResourceNotFoundException: Portfolio ${portfolioId} not found.`);
  const old = { ...answer, PortfolioShareType: 'AWS_SERVICECATALOG' } as const;
  expect(await refusal(first.client.send(new AcceptPortfolioShareCommand(old)))).toMatch(/^ResourceNotFoundException/);
});

test('an operation under way can be watched and bars others', async () => {
  await sandbox.setFaults({ stackStepMs: 2000 });
  const input = { PortfolioId: portfolioId, OrganizationNode: ofUnit() };
  const { PortfolioShareToken } = await hub.client.send(new CreatePortfolioShareCommand(input));
  const again = await hub.client.send(new CreatePortfolioShareCommand(input));
  expect(again.PortfolioShareToken).toBe(PortfolioShareToken);
  const status = await hub.client.send(new DescribePortfolioShareStatusCommand({ PortfolioShareToken }));
  expect(status.Status).toBe('NOT_STARTED');
  expect(await sees(first)).toBe(false);
  const barred =
    'InvalidStateException: Cannot process more than one portfolio share action at the same time. Try again later.';
  expect(await refusal(hub.client.send(new UpdatePortfolioShareCommand(input)))).toBe(barred);
  expect(await refusal(hub.client.send(new DeletePortfolioShareCommand(input)))).toBe(barred);
  const OrganizationNode = { Type: 'ORGANIZATION', Value: organization.id } as const;
  const another = hub.client.send(new CreatePortfolioShareCommand({ ...input, OrganizationNode }));
  expect(await refusal(another)).toBe(barred);
  await sandbox.setFaults({});
  await settled(hub, PortfolioShareToken);
});

test('accounts that fail are named, and the share says so', async () => {
  await sandbox.setFaults({ failResources: { [FIRST]: 'The account is closed' } });
  const status = await share({ OrganizationNode: { Type: 'ORGANIZATION', Value: organization.id } });
  await sandbox.setFaults({});
  expect(status.Status).toBe('COMPLETED_WITH_ERRORS');
  expect(status.ShareDetails).toEqual({
    SuccessfulShares: [SECOND],
    ShareErrors: [{ Accounts: [FIRST], Message: 'The account is closed', Error: 'InternalFailure' }],
  });
  const input = {
    PortfolioId: portfolioId,
    OrganizationNode: { Type: 'ORGANIZATION', Value: organization.id },
  } as const;
  const { PortfolioShareToken } = await hub.client.send(new UpdatePortfolioShareCommand(input));
  expect((await settled(hub, PortfolioShareToken)).Status).toBe('COMPLETED');
  expect(await sees(first)).toBe(true);
});

test('refuses what AWS refuses', async () => {
  const PortfolioId = portfolioId;
  const attempt = (more: Partial<CreatePortfolioShareInput>, by = hub) => refusal(share(more, by));
  expect(await attempt({ OrganizationNode: { Type: 'ORGANIZATIONAL_UNIT', Value: 'ou-abcd-12345678' } })).toMatch(
    /^ResourceNotFoundException: Organization node ou-abcd-12345678 not found/,
  );
  expect(await attempt({ OrganizationNode: { Type: 'ACCOUNT', Value: OUTSIDE } })).toMatch(
    /^ResourceNotFoundException/,
  );
  expect(await attempt({ OrganizationNode: { Type: 'ORGANIZATION', Value: unit } })).toMatch(
    /^InvalidParametersException: Invalid organization node/,
  );
  const member = { OrganizationNode: { Type: 'ACCOUNT', Value: FIRST }, SharePrincipals: true } as const;
  expect(await attempt(member)).toMatch(/^InvalidParametersException: SharePrincipals is only supported/);
  expect(await attempt({ AccountId: FIRST })).toMatch(/^InvalidParametersException: Exactly one/);
  const own = await first.portfolio('Own');
  expect(await attempt({ PortfolioId: own }, first)).toBe(
    'AccessDeniedException: You are not authorized to perform this action',
  );
  const billing = new TestCatalog(sandbox, '888888888888');
  await organization.as('888888888888').send(new CreateOrganizationCommand({ FeatureSet: 'CONSOLIDATED_BILLING' }));
  expect(await refusal(billing.client.send(new EnableAWSOrganizationsAccessCommand({})))).toMatch(
    /^InvalidStateException/,
  );
  expect(await refusal(unshare())).toMatch(/^ResourceNotFoundException: .* is not shared with organization node/);
  await share();
  const Id = await hub.portfolio('Empty');
  await share({ PortfolioId: Id });
  expect(await refusal(hub.client.send(new DeletePortfolioCommand({ Id })))).toBe(
    `ResourceInUseException: Portfolio ${Id} still has associated Shares`,
  );
  expect(await refusal(first.client.send(new CreatePortfolioShareCommand({ PortfolioId, AccountId: OUTSIDE })))).toBe(
    "AccessDeniedException: Access denied for operation 'CreatePortfolioShare'.",
  );
});

test('a delegated administrator shares until it is deregistered; then its shares are gone', async () => {
  const delegate = { AccountId: SECOND, ServicePrincipal: SERVICE };
  await organization.client.send(new RegisterDelegatedAdministratorCommand(delegate));
  portfolioId = await second.portfolio('Of the delegate');
  await share({}, second);
  expect(await sees(first)).toBe(true);
  const status = await second.client.send(new GetAWSOrganizationsAccessStatusCommand({}));
  expect(status.AccessStatus).toBe('ENABLED');
  expect(await refusal(second.client.send(new EnableAWSOrganizationsAccessCommand({})))).toMatch(/^AccessDenied/);
  expect(await refusal(hub.client.send(new DisableAWSOrganizationsAccessCommand({})))).toMatch(
    /^InvalidStateException: .* active delegated administrators/,
  );
  await organization.client.send(new DeregisterDelegatedAdministratorCommand(delegate));
  expect(await sees(first)).toBe(false);
  expect(await refusal(share({}, second))).toMatch(/^AccessDeniedException/);
});

test('without access nothing new is shared, and shares follow the organization no more', async () => {
  await share();
  await hub.client.send(new DisableAWSOrganizationsAccessCommand({}));
  const { AccessStatus } = await hub.client.send(new GetAWSOrganizationsAccessStatusCommand({}));
  expect(AccessStatus).toBe('DISABLED');
  await organization.move(FIRST, unit, organization.rootId);
  expect(await sees(first)).toBe(true);
  const other = await hub.portfolio('Late');
  expect(await refusal(share({ PortfolioId: other }))).toMatch(
    /^InvalidStateException: AWS Organizations access is not/,
  );
  await hub.client.send(new EnableAWSOrganizationsAccessCommand({}));
  await organization.move(FIRST, organization.rootId, unit);
  await unshare();
  expect(await sees(first)).toBe(false);
});
