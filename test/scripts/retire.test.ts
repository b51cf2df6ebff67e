import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addRelease, loadReleases } from '../../catalog/release';
import { delivery } from '../../products/delivery/product';
import { network } from '../../products/network/product';
import { Launches } from '../sandbox/service-catalog/launches';
import { QUEUE_TEMPLATE, TestCatalog } from '../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { addInspector } from './receiving-account';
import { runCatalog } from './run-catalog';

let sandbox: TestSandbox;
let root: string;
let offered: { readonly productId: string; readonly versions: readonly string[]; readonly launches: Launches };

beforeAll(async () => {
  sandbox = await startTestSandbox();
  const catalog = new TestCatalog(sandbox);
  const { productId, artifactId } = await catalog.product(delivery.name, QUEUE_TEMPLATE);
  const versions = [
    artifactId,
    await catalog.version(productId, '1.1.0'),
    await catalog.version(productId, '1.2.0', { ...QUEUE_TEMPLATE, Description: 'Three' }),
  ];
  await catalog.admit(await catalog.portfolio('Bellyfed Developers', productId));
  const launches = new Launches(catalog);
  await launches.provision({
    ProductId: productId,
    ProvisioningArtifactId: artifactId,
    name: 'pipes',
  });
  offered = { productId, versions, launches };
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
  const run = (...args: string[]) => runCatalog(args, { root, env: { AWS_ENDPOINT_URL: sandbox.url } });
  const retire = (version: string, ...options: string[]) => run('retire', 'delivery', version, ...options);
  const deprecate = (version: string) => run('deprecate', 'delivery', version);

  it('is the second of two steps', async () => {
    const refused = await retire('1.1.0');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/it is active.*run: .*deprecate delivery 1\.1\.0.*--security/);
    expect(status('delivery', '1.1.0')).toBe('active');
  });

  it('refuses a version that something still runs, and says what', async () => {
    await deprecate('1.0.0');
    const refused = await retire('1.0.0');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('pipes still runs it') });
    expect(status('delivery', '1.0.0')).toBe('deprecated');
    expect((await retire('1.0.0', '--force')).code).toBe(0);
    expect(status('delivery', '1.0.0')).toBe('retired');
  });

  it('counts what went back to the version when its update failed', async () => {
    const { productId, launches, versions } = offered;
    const tainted = { name: 'tubes', ProductId: productId };
    await launches.provision({ ...tainted, ProvisioningArtifactId: versions[1] });
    await sandbox.setFaults({ failResources: { Queue: 'not today' } });
    const more = { ProvisioningParameters: [{ Key: 'Delay', Value: '5' }] };
    await launches.update({ ProvisionedProductName: 'tubes', ProvisioningArtifactId: versions[2], ...more });
    await sandbox.setFaults({});
    expect(await launches.detail('tubes')).toMatchObject({ Status: 'TAINTED' });
    await deprecate('1.1.0');
    expect((await retire('1.1.0')).stderr).toContain('tubes still runs it');
    await launches.terminate({ ProvisionedProductName: 'tubes' });
  });

  it('retires a version that nothing runs, and says who was asked', async () => {
    await deprecate('1.1.0');
    const { code, stderr } = await retire('1.1.0');
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Asked: 000000000000 us-east-1.'),
    });
    expect(status('delivery', '1.1.0')).toBe('retired');
  });

  it('asks every region of the settings and every account that it may look into, and names those it may not', async () => {
    const bellyfed = {
      regions: ['us-east-1', 'eu-west-1'],
      developers: { accounts: ['111111111111', '222222222222'] },
    };
    writeFileSync(join(root, 'cdk.json'), JSON.stringify({ context: { bellyfed } }));
    const elsewhere = new TestCatalog(sandbox, '111111111111');
    const own = await elsewhere.product(delivery.name, QUEUE_TEMPLATE);
    await elsewhere.admit(await elsewhere.portfolio('Bellyfed Developers', own.productId));
    await new Launches(elsewhere).provision({
      ...{ name: 'far', ProductId: own.productId, ProvisioningArtifactId: own.artifactId },
    });
    await addInspector(sandbox, '111111111111', 'Inspector', '000000000000');
    await sandbox.setFaults({});
    await deprecate('1.0.0');
    const refused = await retire('1.0.0', '--role-arn', 'arn:aws:iam::111111111111:role/Inspector');
    expect(refused.stderr).toContain('far (111111111111, us-east-1)');
    const places = ['000000000000', '111111111111'].flatMap((each) => [`${each} us-east-1`, `${each} eu-west-1`]);
    expect(refused.stderr).toContain(`Asked: ${places.join(', ')}.`);
    expect(refused.stderr).toContain('Not asked, though the catalog is shared with them: 222222222222;');
    expect(status('delivery', '1.0.0')).toBe('deprecated');
  });

  it('retires for security at once, deprecated or not, and whatever runs it', async () => {
    const done = await retire('1.0.0', '--security', 'It lets people in.', '--json');
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({ status: 'retired', security: 'It lets people in.' });
    expect(status('delivery', '1.0.0')).toBe('retired');
  });

  it('refuses where AWS cannot be asked', async () => {
    await deprecate('1.1.0');
    const refused = await retire('1.1.0', '--profile', 'nowhere');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("can't be asked") });
    expect(status('delivery', '1.1.0')).toBe('deprecated');
  });

  it('refuses what even a deprecated environment updates to', async () => {
    await run('deprecate', 'environment', '1.0.0');
    expect((await run('retire', 'network', '1.0.0', '--force')).stderr).toContain('environment 1.0.0');
  });
});
