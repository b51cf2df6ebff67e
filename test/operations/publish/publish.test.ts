/** `catalog publish` brings every version's guidance and visibility to what the ledger says, in every region. */
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { type ProvisioningArtifactDetail, ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { runCatalog } from '../../scripts/run-catalog';
import { type SmallProject, smallProject } from './small-project';

let sandbox: TestSandbox;
let project: SmallProject;

beforeAll(async () => {
  project = smallProject();
  sandbox = await startTestSandbox();
});
afterAll(async () => {
  await sandbox?.stop();
  project?.remove();
});

const publish = (...args: string[]) =>
  runCatalog(['publish', ...args], {
    root: project.root,
    env: { PATH: process.env.PATH, AWS_ENDPOINT_URL: sandbox.url },
  });

/** The steps of each region that a run with `--json` answers. */
async function steps(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout } = await publish(...args, '--json');
  expect(code).toBe(0);
  const regions: { region: string; steps: unknown }[] = JSON.parse(stdout).regions;
  return Object.fromEntries(regions.map((it) => [it.region, it.steps]));
}

/** Names of the stacks in a region. */
async function stacks(region: string): Promise<(string | undefined)[]> {
  const { Stacks = [] } = await new CloudFormation(sandbox.client(undefined, region)).describeStacks({});
  return Stacks.map(({ StackName }) => StackName).sort();
}

/** The network's versions by name. */
async function versions(region?: string): Promise<Record<string, ProvisioningArtifactDetail>> {
  const serviceCatalog = new ServiceCatalog(sandbox.client(undefined, region));
  const { ProductViewDetails: [product] = [] } = await serviceCatalog.searchProductsAsAdmin({});
  const ProductId = product?.ProductViewSummary?.ProductId;
  const { ProvisioningArtifactDetails: all = [] } = await serviceCatalog.listProvisioningArtifacts({ ProductId });
  return Object.fromEntries(all.map((version) => [version.Name, version]));
}

/** Hides a version, as somebody may in the console. */
async function hide(version: string): Promise<void> {
  const serviceCatalog = new ServiceCatalog(sandbox.client());
  const { ProductViewDetails: [product] = [] } = await serviceCatalog.searchProductsAsAdmin({});
  await serviceCatalog.updateProvisioningArtifact({
    ProductId: product?.ProductViewSummary?.ProductId,
    ProvisioningArtifactId: (await versions())[version]?.Id,
    Active: false,
  });
}

const ids = async () => Object.fromEntries(Object.entries(await versions()).map(([name, { Id }]) => [name, Id]));

it('deprecates, and says so', async () => {
  project.release({ '1.0.0': 'deprecated', '1.2.0': 'active' });
  expect(await publish()).toMatchObject({
    code: 0,
    stdout: 'Published in us-east-1.\n',
    stderr: expect.stringContaining('Bellyfed Network 1.0.0: active → deprecated\n'),
  });
  expect(await versions()).toMatchObject({
    '1.0.0': { Active: true, Guidance: 'DEPRECATED' },
    '1.2.0': { Active: true, Guidance: 'DEFAULT' },
  });
});

it('hides what is retired, and mends by the way what somebody changed by hand', async () => {
  const before = await ids();
  await hide('1.2.0');
  project.release({ '1.0.0': 'retired', '1.1.0': 'active', '1.2.0': 'active' });
  const product = 'Bellyfed Network';
  expect(await steps()).toMatchObject({
    'us-east-1': [
      { product, version: '1.0.0', from: 'deprecated', to: 'retired' },
      { product, version: '1.2.0', from: 'retired', to: 'active' },
    ],
  });
  expect(await versions()).toMatchObject({
    '1.0.0': { Active: false },
    '1.1.0': { Active: true, Guidance: 'DEFAULT' },
    '1.2.0': { Active: true, Guidance: 'DEFAULT' },
  });
  // A release that comes in between leaves the others their ids.
  expect(await ids()).toEqual({ ...before, '1.1.0': expect.stringMatching(/^pa-/) });
});

it('publishes in several regions with one command, the roles in the home region only, and changes nothing twice', async () => {
  const context = 'bellyfed={"regions":["us-east-1"]}';
  expect(await steps('--regions', 'eu-west-1,us-east-1', '--context', context)).toEqual({
    'us-east-1': [],
    'eu-west-1': [expect.objectContaining({ version: '1.0.0', to: 'retired' })],
  });
  expect(await stacks('us-east-1')).toEqual(['BellyfedCatalogAccount', 'BellyfedCatalogHub']);
  expect(await stacks('eu-west-1')).toEqual(['BellyfedCatalogGuard', 'BellyfedCatalogHub']);
  expect(await versions('eu-west-1')).toMatchObject({ '1.0.0': { Active: false }, '1.2.0': { Active: true } });
});

it('says which retired versions are still open in a region that it did not publish in', async () => {
  project.release({ '1.0.0': 'retired', '1.1.0': 'retired', '1.2.0': 'active' });
  const context = 'bellyfed={"regions":["us-east-1","eu-west-1"]}';
  const first = await publish('--regions', 'us-east-1', '--context', context);
  expect(first).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(
      'Still open in eu-west-1, though retired: Bellyfed Network 1.1.0; run: npm run catalog -- publish --regions eu-west-1\n',
    ),
  });
  const { code, stderr } = await publish('--regions', 'eu-west-1', '--context', context);
  expect([code, stderr.includes('Still open')]).toEqual([0, false]);
});

it.each([
  [['--regions', 'Dublin'], 'Regions are written as us-east-1,eu-west-1, got: Dublin.\n'],
  [['--context', 'provider=Us'], 'The context is given as bellyfed={…}, got: provider=Us.\n'],
  [['--context', 'bellyfed={"regions":"all"}'], /^bellyfed\.regions: must be a list of regions/],
])('refuses %j before it calls AWS', async (args, message) => {
  const { code, stderr } = await publish(...args);
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
});
