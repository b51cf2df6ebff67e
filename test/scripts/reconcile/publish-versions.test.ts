/** `catalog publish` brings every version's guidance and visibility to what the ledger says. */
import { type ProvisioningArtifactDetail, ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { runCatalog } from '../run-catalog';
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

/** The network's versions by name. */
async function versions(): Promise<Record<string, ProvisioningArtifactDetail>> {
  const serviceCatalog = new ServiceCatalog(sandbox.client());
  const { ProductViewDetails: [product] = [] } = await serviceCatalog.searchProductsAsAdmin({});
  const ProductId = product?.ProductViewSummary?.ProductId;
  const { ProvisioningArtifactDetails: all = [] } = await serviceCatalog.listProvisioningArtifacts({ ProductId });
  return Object.fromEntries(all.map((version) => [version.Name, version]));
}

const ids = async () => Object.fromEntries(Object.entries(await versions()).map(([name, { Id }]) => [name, Id]));

it('says before the first deployment what will follow it', async () => {
  project.release({ '1.0.0': 'deprecated', '1.2.0': 'active' });
  expect(await publish('--plan')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('Then Bellyfed Network 1.0.0: active → deprecated\n'),
  });
});

it('deprecates, and says so', async () => {
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

it('leaves the ids of the others alone when a release comes in between, and hides what is retired', async () => {
  const before = await ids();
  project.release({ '1.0.0': 'retired', '1.1.0': 'active', '1.2.0': 'active' });
  const { code, stdout } = await publish('--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout).steps).toMatchObject([
    { product: 'Bellyfed Network', version: '1.0.0', from: 'deprecated', to: 'retired' },
  ]);
  expect(await ids()).toEqual({ ...before, '1.1.0': expect.stringMatching(/^pa-/) });
  expect(await versions()).toMatchObject({
    '1.0.0': { Active: false },
    '1.1.0': { Active: true, Guidance: 'DEFAULT' },
    '1.2.0': { Active: true, Guidance: 'DEFAULT' },
  });
});

it('puts back what somebody changed by hand, and then has nothing left to do', async () => {
  const serviceCatalog = new ServiceCatalog(sandbox.client());
  const { ProductViewDetails: [product] = [] } = await serviceCatalog.searchProductsAsAdmin({});
  await serviceCatalog.updateProvisioningArtifact({
    ProductId: product?.ProductViewSummary?.ProductId,
    ProvisioningArtifactId: (await ids())['1.0.0'],
    Active: true,
    Guidance: 'DEFAULT',
  });
  expect(JSON.parse((await publish('--json')).stdout).steps).toMatchObject([{ from: 'active', to: 'retired' }]);
  expect(JSON.parse((await publish('--plan', '--json')).stdout).steps).toEqual([]);
});
