import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addRelease, loadReleases } from '../../catalog/release';
import { delivery } from '../../products/delivery/product';
import { network } from '../../products/network/product';
import { Launches } from '../sandbox/service-catalog/launches';
import { QUEUE_TEMPLATE, TestCatalog } from '../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { runCatalog } from './run-catalog';

let sandbox: TestSandbox;
let root: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  const catalog = new TestCatalog(sandbox);
  const { productId, artifactId } = await catalog.product(delivery.name, QUEUE_TEMPLATE);
  await catalog.version(productId, '1.1.0');
  await catalog.admit(await catalog.portfolio('Bellyfed Developers', productId));
  const launches = new Launches(catalog);
  await launches.provision({
    ProductId: productId,
    ProvisioningArtifactId: artifactId,
    name: 'pipes',
  });
});

afterAll(() => sandbox.stop());

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'retire-'));
  for (const version of ['1.0.0', '1.1.0']) {
    const template = JSON.stringify({ ...QUEUE_TEMPLATE, Description: version });
    addRelease(join(root, 'products/delivery'), { version, notes: 'It.', template });
    addRelease(join(root, 'products/network'), { version, notes: 'It.', template });
  }
  const pinned = {
    Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
    Properties: { ProductName: network.name, ProvisioningArtifactName: '1.0.0' },
  };
  const template = JSON.stringify({ Resources: { Network: pinned } });
  addRelease(join(root, 'products/environment'), { version: '1.0.0', notes: 'It.', template });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const run = (...args: string[]) => runCatalog(args, { root });
const status = (id: string, version: string) =>
  loadReleases(join(root, 'products', id)).find((release) => release.version === version)?.status;

describe('deprecate', () => {
  it('writes the ledger', async () => {
    expect(await run('deprecate', 'delivery', '1.0.0')).toMatchObject({ code: 0, stderr: '' });
    expect(status('delivery', '1.0.0')).toBe('deprecated');
    expect((await run('deprecate', 'delivery', '1.0.0')).stderr).toContain('it is deprecated already');
  });

  it('refuses what an active environment would launch, until that is deprecated itself', async () => {
    const refused = await run('deprecate', 'network', '1.0.0');
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('environment 1.0.0 (active) would launch it'),
    });
    expect(status('network', '1.0.0')).toBe('active');
    await run('deprecate', 'environment', '1.0.0');
    expect((await run('deprecate', 'network', '1.0.0')).code).toBe(0);
  });

  it('refuses a version that was never released', async () => {
    expect((await run('deprecate', 'delivery', '9.0.0')).stderr).toContain('delivery has no release 9.0.0');
  });
});

describe('retire', () => {
  const retire = (version: string, ...options: string[]) => run('retire', 'delivery', version, ...options);

  it('refuses a version that something still runs, and says what', async () => {
    const refused = await retire('1.0.0', '--endpoint-url', sandbox.url);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('pipes still runs it') });
    expect(status('delivery', '1.0.0')).toBe('active');
    expect((await retire('1.0.0', '--force')).code).toBe(0);
    expect(status('delivery', '1.0.0')).toBe('retired');
  });

  it('retires a version that nothing runs', async () => {
    expect((await retire('1.1.0', '--endpoint-url', sandbox.url)).code).toBe(0);
    expect(status('delivery', '1.1.0')).toBe('retired');
  });

  it('refuses where AWS cannot be asked', async () => {
    const refused = await retire('1.1.0', '--profile', 'nowhere');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("can't be asked") });
    expect(status('delivery', '1.1.0')).toBe('active');
  });

  it('refuses what even a deprecated environment updates to', async () => {
    await run('deprecate', 'environment', '1.0.0');
    expect((await run('retire', 'network', '1.0.0', '--force')).stderr).toContain('environment 1.0.0');
  });
});
