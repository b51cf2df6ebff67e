import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderProduct } from '../../catalog/product';
import { loadReleases, verifyReleases } from '../../catalog/release';
import { products } from '../../products';
import { network } from '../../products/network/product';
import { rewriteRelease } from './rewrite-release';
import { runCatalog } from './run-catalog';

describe('with a ledger of its own', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'catalog-'));
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const folder = () => join(root, 'products/network');

  it('releases what the product renders to, and lists it', async () => {
    const run = await runCatalog(['release', 'network', 'minor', '--notes', 'First.'], { root });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('Released network 1.0.0');
    expect(readFileSync(join(folder(), 'releases/1.0.0.json'), 'utf8')).toBe(renderProduct(network));
    expect(verifyReleases(folder())).toEqual([]);
    const { stdout } = await runCatalog(['list', '--json'], { root });
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ id: 'network', releases: [expect.objectContaining({ version: '1.0.0' })] }),
    );
  });

  it('refuses to release the same template again', async () => {
    await runCatalog(['release', 'network', 'major', '--notes', 'First.'], { root });
    const again = await runCatalog(['release', 'network', 'patch', '--notes', 'Nothing.'], { root });
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('network: its template is that of 1.0.0');
    expect(loadReleases(folder())).toHaveLength(1);
  });

  it('raises the version by the bump when the template differs', async () => {
    await runCatalog(['release', 'network', 'major', '--notes', 'First.'], { root });
    const template = JSON.parse(renderProduct(network));
    template.Description = 'Something else.';
    rewriteRelease(folder(), template);
    const run = await runCatalog(['release', 'network', 'minor', '--notes', 'More.', '--json'], { root });
    expect(JSON.parse(run.stdout)).toMatchObject({ product: 'network', version: '1.1.0', notes: 'More.' });
  });

  it('refuses a release without notes or bump, and writes nothing', async () => {
    const run = await runCatalog(['release', 'network', 'minor'], { root });
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('release network minor --notes');
    expect((await runCatalog(['release', 'network', 'patch'], { root })).stderr).toContain(
      'release network patch --notes',
    );
    expect((await runCatalog(['release', 'network', '--notes', 'First.'], { root })).code).toBe(1);
    expect(existsSync(folder())).toBe(false);
  });

  it('refuses a bump that is none', async () => {
    const run = await runCatalog(['release', 'network', 'huge', '--notes', 'First.'], { root });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('Allowed choices are major, minor, patch');
  });

  it('compares nothing before the first release, and names the command that makes it', async () => {
    const early = await runCatalog(['compare', 'network'], { root });
    expect(early).toMatchObject({ code: 1, stdout: '' });
    expect(early.stderr).toContain('network has no release yet');
    expect(early.stderr).toContain('npm run catalog -- release network major --notes');
    expect((await runCatalog(['release', 'network', 'major', '--notes', '…'], { root })).code).toBe(0);
    expect((await runCatalog(['compare', 'network', '1.0.0'], { root })).code).toBe(0);
  });

  it('writes the changelog anew from the ledger', async () => {
    await runCatalog(['release', 'network', 'major', '--notes', 'First.'], { root });
    writeFileSync(join(folder(), 'CHANGELOG.md'), 'edited');
    expect(verifyReleases(folder())).toHaveLength(1);
    await runCatalog(['release', 'network', '--changelog'], { root });
    expect(verifyReleases(folder())).toEqual([]);
  });
});

describe('list', () => {
  it('has a row for every product', async () => {
    const { code, stdout } = await runCatalog(['list']);
    expect(code).toBe(0);
    for (const { id } of products) expect(stdout).toMatch(new RegExp(`^${id} `, 'm'));
  });
});

describe('show', () => {
  it('names every parameter and every export', async () => {
    const { stdout } = await runCatalog(['show', 'network']);
    const parameters = Object.values(network.parameters).flatMap((group) => Object.keys(group));
    for (const name of [...parameters, ...Object.keys(network.contract.outputs)]) expect(stdout).toContain(name);
  });

  it('prints nothing but JSON for machines', async () => {
    const { stdout } = await runCatalog(['show', 'network', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'network', parameters: network.parameters });
  });
});

describe('render', () => {
  it('prints the template and nothing else', async () => {
    expect(await runCatalog(['render', 'network'])).toEqual({ code: 0, stdout: renderProduct(network), stderr: '' });
  });

  it('writes a file when asked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
    try {
      const file = join(folder, 'network.json');
      expect(await runCatalog(['render', 'network', '--output', file])).toMatchObject({ code: 0, stdout: '' });
      expect(readFileSync(file, 'utf8')).toBe(renderProduct(network));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('measure', () => {
  it("prints sizes beside AWS's limits, and every statement on every resource with its reason", async () => {
    const { code, stdout } = await runCatalog(['measure', 'network']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^PRODUCT +KB +RESOURCES +PARAMETERS +MAPPINGS +OUTPUTS\nnetwork .*\nat most +\d+ +500 /);
    const statements = network.launchRole.filter(({ Resource }) => Resource === '*');
    for (const { Sid } of statements) expect(stdout).toContain(`network, launch role, ${Sid}: `);
    expect(stdout).toContain('every product, launch role, LaunchReadTemplate: ');
    expect(stdout).not.toContain('No reason given');
  });

  it('prints nothing but JSON for machines', async () => {
    const { stdout } = await runCatalog(['measure', 'network', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ limits: { resources: 500 }, products: [{ product: 'network' }] });
  });
});
