/** Delivery and publishing in the sandbox: from each release to the newest and to the source, back, and to their end. */
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { environmentTypeNames, type Product, renderProduct } from '../../catalog/product';
import { loadReleases, releaseTemplate } from '../../catalog/release';
import { atStage } from '../../portfolios/launch-role/bounded-statements';
import { delivery } from '../../products/delivery/product';
import { publishing } from '../../products/publishing/product';
import { Launches } from '../sandbox/service-catalog/launches';
import { TestCatalog } from '../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { holdingData } from '../scripts/environment-life';

const SOURCE = 'source';
/** Answers with which every pipeline of every version is there. */
const answers = {
  BackendRepository: 'bellyfed/platform',
  FrontendRepository: 'bellyfed/web',
  CatalogRepository: 'bellyfed/catalog',
  NotificationEmail: 'delivery@example.com',
};

/** Versions of a product, by name, each with the questions that it asks; the source last. */
interface Offered {
  readonly productId: string;
  readonly versions: ReadonlyMap<string, { readonly artifactId: string; readonly asks: readonly string[] }>;
}

let sandbox: TestSandbox;
let launches: Launches;
const offered = new Map<string, Offered>();
const releasesOf = ({ id }: Product) => loadReleases(`${__dirname}/../../products/${id}`);

beforeAll(async () => {
  sandbox = await startTestSandbox();
  const catalog = new TestCatalog(sandbox);
  await catalog.boundaries();
  launches = new Launches(catalog);
  const portfolio = await catalog.portfolio('Bellyfed');
  await catalog.admit(portfolio);
  for (const product of [delivery, publishing]) {
    const templates = [
      ...releasesOf(product).map((release) => [release.version, releaseTemplate(release)] as const),
      [SOURCE, JSON.parse(renderProduct(product))] as const,
    ];
    const versions = new Map<string, { readonly artifactId: string; readonly asks: readonly string[] }>();
    let productId = '';
    for (const [version, template] of templates) {
      const asks = Object.keys(template.Parameters ?? {});
      if (productId === '') {
        const first = await catalog.product(product.name, template, { Name: version });
        productId = first.productId;
        versions.set(version, { artifactId: first.artifactId, asks });
      } else {
        versions.set(version, { artifactId: await catalog.version(productId, version, template), asks });
      }
    }
    offered.set(product.id, { productId, versions });
    await catalog.associate(portfolio, productId);
    // As long as versions are there whose roles have no boundary.
    await catalog.role(`BellyfedLaunch-${product.id}`, [
      ...atStage(product.launchRole, 'allowed').flatMap(({ Action }) => Action),
      ...['cloudformation:*', 's3:GetObject'],
    ]);
    await catalog.constrain(portfolio, productId, 'LAUNCH', { LocalRoleName: `BellyfedLaunch-${product.id}` });
  }
}, 60_000);
afterAll(() => sandbox?.stop());

/** One product of an environment, from its launch to its end. */
class Life {
  private id = '';

  constructor(
    private readonly product: Product,
    private readonly environment: string,
    private readonly type: string,
  ) {}

  /** Launches a version, or updates to it; what failed in its stack so far. */
  async go(version: string): Promise<readonly (string | undefined)[]> {
    const { productId, versions } = offered.get(this.product.id) ?? {};
    const { artifactId, asks = [] } = versions?.get(version) ?? {};
    const all = { ...answers, EnvironmentName: this.environment, EnvironmentType: this.type };
    const known = Object.entries(all).filter(([key]) => asks.includes(key));
    const name = `${this.environment}-${this.product.id}`;
    const wish = {
      ProductId: productId,
      ProvisioningArtifactId: artifactId,
      ProvisioningParameters: known.map(([Key, Value]) => ({ Key, Value })),
    };
    const { RecordDetail: record } =
      this.id === ''
        ? await launches.provision({ name, ...wish })
        : await launches.update({ ProvisionedProductName: name, ...wish });
    this.id = record?.ProvisionedProductId ?? '';
    return [...(record?.Status === 'SUCCEEDED' ? [] : [record?.Status]), ...(await launches.failures(this.id))];
  }

  /** Number of its pipelines now. */
  async pipelines(): Promise<number> {
    const client = new CloudFormation(sandbox.client());
    const { StackResourceSummaries = [] } = await client.listStackResources({
      StackName: `SC-000000000000-${this.id}`,
    });
    const pipelines = StackResourceSummaries.filter(
      ({ ResourceType }) => ResourceType === 'AWS::CodePipeline::Pipeline',
    );
    return pipelines.filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE').length;
  }

  async end(): Promise<string | undefined> {
    const { RecordDetail } = await launches.terminate({ ProvisionedProductId: this.id, TerminateToken: this.id });
    return RecordDetail?.Status;
  }
}

const cases = [delivery, publishing].flatMap((product) =>
  releasesOf(product).flatMap(({ version }) =>
    environmentTypeNames.map((type) => ({ product, id: product.id, version, type })),
  ),
);

test.each(cases)(
  '$id $version ($type) comes to the newest release and to the source, goes back, and ends, its data where it was',
  async ({ product, id, version, type }) => {
    const environment = `${id.slice(0, 3)}-${type}-${version.replaceAll('.', '')}`;
    const newest = releasesOf(product).at(-1)?.version ?? '';
    const life = new Life(product, environment, type);
    expect(await life.go(version)).toEqual([]);
    const data = await holdingData(sandbox, environment);
    expect(data).not.toEqual([]);
    const before = await life.pipelines();
    for (const to of [newest, SOURCE, newest, version, newest]) {
      expect(await life.go(to)).toEqual([]);
      expect(await holdingData(sandbox, environment)).toEqual(data);
    }
    // The catalog's own pipeline left with 2.0.0.
    expect([before, await life.pipelines()]).toEqual(
      product === publishing ? [1, 1] : [version.startsWith('1.') ? 3 : 2, 2],
    );
    expect(await life.end()).toBe('SUCCEEDED');
  },
  60_000,
);
