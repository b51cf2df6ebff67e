/** Reconciling converges to what is declared, whatever AWS does to its calls and whenever it is stopped. */
import { type DescribePortfolioShareStatusOutput, ServiceCatalog } from '@aws-sdk/client-service-catalog';
import type { ReleaseStatus } from '../../../catalog/release';
import { type AwsTarget, awsTarget } from '../../../operations/aws/aws-target';
import { planReconciliation } from '../../../operations/publish/reconcile/reconcile';
import { type CatalogSettings, readSettings } from '../../../portfolios/context';
import { network } from '../../../products/network/product';
import { releaseFolder } from '../../portfolios/fixture';
import { TestOrganization } from '../../sandbox/organizations/test-organization';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { deployHub } from './hub';

const HUB = '111111111111';
const release = releaseFolder();
let sandbox: TestSandbox;
let target: AwsTarget;
let organization: TestOrganization;
let units: readonly [string, string];

beforeAll(async () => {
  sandbox = await startTestSandbox();
  organization = await TestOrganization.create(sandbox, HUB);
  units = [await organization.unit('Teams'), await organization.unit('Labs')];
  await organization.admit('222222222222', units[0]);
  await deployHub(sandbox, HUB, ['1.0.0', '1.1.0', '1.2.0']);
  jest.replaceProperty(process, 'env', { ...process.env, AWS_ACCESS_KEY_ID: HUB, AWS_SECRET_ACCESS_KEY: 'none' });
  target = await awsTarget({ endpointUrl: sandbox.url, region: 'us-east-1' }, { env: process.env });
});
afterAll(() => sandbox?.stop());
afterEach(() => sandbox.setFaults({}));

/** Declaration of a project. */
interface Declared {
  readonly statuses: Readonly<Record<string, ReleaseStatus>>;
  readonly developers: Partial<CatalogSettings['developers']>;
}

const first = (): Declared => ({
  statuses: { '1.0.0': 'active', '1.1.0': 'active', '1.2.0': 'active' },
  developers: { organizationalUnits: [units[0]] },
});
/** Differs from the first in every kind of step. */
const second = (): Declared => ({
  statuses: { '1.0.0': 'retired', '1.1.0': 'deprecated', '1.2.0': 'active' },
  developers: { organizationalUnits: [units[1]], organization: true, sharePrincipals: false },
});

const plan = ({ statuses, developers }: Declared, prune = true, from = target, security?: string) =>
  planReconciliation(from, {
    settings: readSettings({ organization: organization.id, developers }),
    offers: [
      {
        product: network,
        releases: Object.entries(statuses).map(([version, status]) => ({
          ...release('network', version, status),
          ...(security !== undefined && status === 'retired' && { security }),
        })),
      },
    ],
    prune,
  });

const reconcile = async (declared: Declared, from?: AwsTarget) => (await plan(declared, true, from)).apply();

/** Nothing is left to do, nor anything there that isn't declared. */
async function expectConverged(declared: Declared): Promise<void> {
  const { steps, undeclared } = await plan(declared, false);
  expect({ steps, undeclared }).toEqual({ steps: [], undeclared: [] });
}

class Killed extends Error {}

/** A target whose run ends with its `n`th call of Service Catalog: AWS has done it, and nobody hears the answer. */
function killedAt(n: number): AwsTarget {
  let calls = 0;
  return {
    ...target,
    serviceCatalog: async (patience) => {
      const client = await target.serviceCatalog(patience);
      client.middlewareStack.add((next) => async (args) => {
        calls += 1;
        const answer = await next(args);
        if (calls === n) throw new Killed();
        return answer;
      });
      return client;
    },
  };
}

it('says what to do when AWS will not share within the organization', async () => {
  await expect(reconcile(first())).rejects.toMatchObject({
    code: 'share-refused',
    message: expect.stringMatching(
      /share with unit ou-\S+, .*: AWS answered InvalidStateException: .* It takes .*, or a delegated administrator$/,
    ),
    remedies: [
      {
        do: 'aws',
        label: 'Before that, in the management account',
        command: 'aws servicecatalog enable-aws-organizations-access',
      },
    ],
  });
  await new ServiceCatalog(sandbox.client(HUB)).enableAWSOrganizationsAccess({});
});

it('does every kind of step, and then has nothing left to do', async () => {
  await reconcile(first());
  await expectConverged(first());
  const { steps, apply } = await plan(second());
  expect(steps.map((step) => (step.kind === 'version' ? step.to : step.change))).toEqual([
    'retired',
    'deprecated',
    'create',
    'create',
    'delete',
  ]);
  await apply();
  await expectConverged(second());
});

it('changes what travels with a share', async () => {
  await reconcile(first());
  const bare = { ...first(), developers: { ...first().developers, shareTagOptions: false, sharePrincipals: false } };
  expect((await plan(bare)).steps).toMatchObject([{ change: 'update' }]);
  await reconcile(bare);
  await expectConverged(bare);
});

it('ends what is not declared only when it prunes', async () => {
  await reconcile(first());
  const none = { ...first(), developers: {} };
  const { steps, undeclared } = await plan(none, false);
  expect(steps).toEqual([]);
  expect(undeclared).toMatchObject([{ share: { type: 'ORGANIZATIONAL_UNIT', recipient: units[0] } }]);
  await reconcile(none);
  await expectConverged(none);
});

it('knows a share with a member account that somebody made through the organization, and ends it as that', async () => {
  const serviceCatalog = new ServiceCatalog(sandbox.client(HUB));
  await reconcile(first());
  const { PortfolioDetails = [] } = await serviceCatalog.listPortfolios({});
  const PortfolioId = PortfolioDetails.find(({ DisplayName }) => DisplayName === 'Bellyfed Developers')?.Id;
  // As the console does for an "AWS account within your organization".
  const OrganizationNode = { Type: 'ACCOUNT' as const, Value: '222222222222' };
  await serviceCatalog.createPortfolioShare({ PortfolioId, OrganizationNode });
  const { undeclared } = await plan(first(), false);
  expect(undeclared).toMatchObject([
    { change: 'delete', share: { type: 'ORGANIZATION_MEMBER_ACCOUNT', recipient: '222222222222' } },
  ]);
  await reconcile(first());
  await expectConverged(first());
  const Type = 'ORGANIZATION_MEMBER_ACCOUNT';
  const left = await serviceCatalog.describePortfolioShares({ PortfolioId, Type });
  expect(left.PortfolioShareDetails).toEqual([]);
});

it('converges while 30 % of its calls are throttled and every call is slow', async () => {
  await reconcile(first());
  await sandbox.setFaults({ throttle: 0.3, delayMs: 10, stackStepMs: 150, seed: 7 });
  await reconcile(second());
  await sandbox.setFaults({});
  await expectConverged(second());
});

it('converges after it was killed at any call', async () => {
  // Operations on shares that take their time are left under way by a kill.
  await sandbox.setFaults({ stackStepMs: 10 });
  let ended = false;
  let calls = 0;
  while (!ended) {
    calls += 1;
    await reconcile(first());
    try {
      await reconcile(second(), killedAt(calls));
      ended = true;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
    await reconcile(second());
    await expectConverged(second());
  }
  expect(calls).toBeGreaterThan(15);
});

it('says which accounts a share could not reach, and why', async () => {
  await reconcile({ ...first(), developers: {} });
  await sandbox.setFaults({ failResources: { '222222222222': 'The account is closed.' } });
  const node = `Type=ORGANIZATIONAL_UNIT,Value=${units[0]}`;
  await expect(reconcile(first())).rejects.toMatchObject({
    code: 'share-failed',
    message: expect.stringMatching(
      /share with unit ou-\S+, TagOptions and principals included: ended with COMPLETED_WITH_ERRORS\. 222222222222 .*The account is closed\.$/,
    ),
    remedies: [
      {
        do: 'aws',
        label: 'Mend that, and then reach them by',
        command: expect.stringMatching(
          new RegExp(
            `^aws servicecatalog update-portfolio-share --portfolio-id port-\\w+ --organization-node ${node}$`,
          ),
        ),
      },
    ],
  });
});

/** A target whose first new shares end as throttled, so many as are told. */
function throttling(times: number): AwsTarget {
  const throttled = new Set<string>();
  return {
    ...target,
    serviceCatalog: async (patience) => {
      const client = await target.serviceCatalog(patience);
      client.middlewareStack.add((next, { commandName }) => async (args) => {
        const answer = await next(args);
        const { PortfolioShareToken: token = '', Status } = answer.output as DescribePortfolioShareStatusOutput;
        if (commandName === 'CreatePortfolioShareCommand' && throttled.size < times) throttled.add(token);
        if (!throttled.has(token) || Status !== 'COMPLETED') return answer;
        const error = { Accounts: ['222222222222'], Error: 'ThrottlingException', Message: 'Rate exceeded' };
        const ended = { Status: 'COMPLETED_WITH_ERRORS', ShareDetails: { ShareErrors: [error] } };
        return { ...answer, output: { ...answer.output, ...ended } };
      });
      return client;
    },
  };
}

it('waits for an operation on shares that another program has under way', async () => {
  await reconcile({ ...first(), developers: {} });
  const portfolios = await new ServiceCatalog(sandbox.client(HUB)).listPortfolios({});
  await sandbox.setFaults({ stackStepMs: 1500 });
  const [PortfolioId] = (portfolios.PortfolioDetails ?? []).map(({ Id }) => Id);
  const OrganizationNode = { Type: 'ORGANIZATIONAL_UNIT', Value: units[1] } as const;
  await new ServiceCatalog(sandbox.client(HUB)).createPortfolioShare({ PortfolioId, OrganizationNode });
  await (await plan(first(), false)).apply();
  await sandbox.setFaults({});
  await reconcile(first());
  await expectConverged(first());
});

describe('a share that AWS throttles by itself', () => {
  it('is made anew', async () => {
    await reconcile({ ...first(), developers: {} });
    await reconcile(first(), throttling(1));
    await expectConverged(first());
  });

  it('is named when it is throttled again and again, and taken away, so that the next run makes it', async () => {
    const none = { ...first(), developers: {} };
    await reconcile(none);
    await expect(reconcile(first(), throttling(3))).rejects.toMatchObject({
      code: 'share-failed',
      message: expect.stringContaining('222222222222 ThrottlingException: Rate exceeded'),
      remedies: [{ do: 'verb', verb: 'publish' }],
    });
    expect((await plan(first())).steps).toContainEqual(expect.objectContaining({ kind: 'share', change: 'create' }));
    await reconcile(first());
    await expectConverged(first());
  });
});

describe('a retired version that something runs', () => {
  const retired = (): Declared => ({ ...first(), statuses: { ...first().statuses, '1.0.0': 'retired' } });
  let serviceCatalog: ServiceCatalog;

  /** Waits until a provisioned product rests; undefined once it is gone. */
  async function rests(): Promise<string | undefined> {
    for (;;) {
      const { ProvisionedProducts: [found] = [] } = await serviceCatalog.searchProvisionedProducts({
        AccessLevelFilter: { Key: 'Account', Value: 'self' },
      });
      if (found?.Status !== 'UNDER_CHANGE') return found?.Status;
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  beforeAll(async () => {
    await sandbox.setFaults({});
    await reconcile(first());
    serviceCatalog = new ServiceCatalog(sandbox.client(HUB));
    const { PortfolioDetails = [] } = await serviceCatalog.listPortfolios({});
    const PortfolioId = PortfolioDetails.find(({ DisplayName }) => DisplayName === 'Bellyfed Developers')?.Id;
    const { ProductViewDetails: [product] = [] } = await serviceCatalog.searchProductsAsAdmin({});
    const ProductId = product?.ProductViewSummary?.ProductId;
    await serviceCatalog.associateProductWithPortfolio({ PortfolioId, ProductId });
    const PrincipalARN = `arn:aws:iam::${HUB}:role/BellyfedPlatformEngineer`;
    await serviceCatalog.associatePrincipalWithPortfolio({ PortfolioId, PrincipalARN, PrincipalType: 'IAM' });
    await serviceCatalog.provisionProduct({
      ProductId,
      ProvisioningArtifactName: '1.0.0',
      ProvisionedProductName: 'dev-network',
    });
    expect(await rests()).toBe('AVAILABLE');
  });

  it('is deprecated, and named with what runs it', async () => {
    const { steps, used } = await plan(retired());
    expect(steps).toMatchObject([{ kind: 'version', version: '1.0.0', from: 'active', to: 'deprecated' }]);
    expect(used).toEqual([{ product: 'Bellyfed Network', version: '1.0.0', users: ['dev-network'] }]);
    await reconcile(retired());
    expect(await plan(retired())).toMatchObject({ steps: [], used });
  });

  it('is hidden at once for security', async () => {
    const { steps, used } = await plan(retired(), true, target, 'It leaks.');
    expect({ steps, used }).toMatchObject({ steps: [{ version: '1.0.0', to: 'retired' }], used: [] });
  });

  it('is hidden by whoever isn’t allowed to ask', async () => {
    const denied: AwsTarget = {
      ...target,
      serviceCatalog: async (patience) => {
        const client = await target.serviceCatalog(patience);
        client.middlewareStack.add((next, { commandName }) => async (args) => {
          if (commandName !== 'SearchProvisionedProductsCommand') return next(args);
          throw Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
        });
        return client;
      },
    };
    expect(await plan(retired(), true, denied)).toMatchObject({ steps: [{ to: 'retired' }], used: [] });
  });

  it('is hidden once nothing runs it', async () => {
    await serviceCatalog.terminateProvisionedProduct({ ProvisionedProductName: 'dev-network' });
    expect(await rests()).toBeUndefined();
    expect(await plan(retired())).toMatchObject({ steps: [{ version: '1.0.0', to: 'retired' }], used: [] });
  });
});

it('refuses what the hub lacks, before the hub is deployed', async () => {
  const elsewhere = await awsTarget({ endpointUrl: sandbox.url, region: 'eu-west-1' }, { env: process.env });
  const { steps, apply } = await plan(second(), true, elsewhere);
  expect(steps).toHaveLength(4);
  await expect(apply()).rejects.toThrow(/the hub doesn't have it; deploy the hub first/);
});
