/** The app is run as `cdk.json` says, by this Node and by the CDK CLI, in folders of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import cdkJson from '../../cdk.json';
import { cdkSelector, publishCommand, stackNames } from '../../portfolios/publish';

const projectFolder = join(__dirname, '../..');
const outdir = mkdtempSync(join(tmpdir(), 'catalog-app-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

function runApp(context: object, output = join(outdir, 'assembly')) {
  const [node, ...args] = cdkJson.app.split(' ');
  if (node !== 'node') throw new Error(`The app is started by ${node}.`);
  return spawnSync(process.execPath, args, {
    cwd: projectFolder,
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
}

describe('the app', () => {
  it('says in one line what is wrong with the context, and fails', () => {
    const { status, stderr, stdout } = runApp({ bellyfed: { developers: { acounts: [] } } });
    expect({ status, stderr, stdout }).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^bellyfed\.developers\.acounts: no such setting; did you mean accounts\? Known: roles, accounts, [^\n]*\n$/,
      ),
    });
  });

  it('gives the same templates whatever the credentials, on every run', () => {
    const templates = ['one', 'other'].map((name) => {
      const output = join(outdir, name);
      expect(runApp({}, output).status).toBe(0);
      const all = readdirSync(output, { recursive: true, encoding: 'utf8' });
      const files = all.filter((file) => file.endsWith('.template.json')).sort();
      expect(files).toEqual([
        'BellyfedCatalogAccount.template.json',
        'BellyfedCatalogHub.template.json',
        expect.stringMatching(/^assembly-Elsewhere\/ElsewhereBellyfedCatalogGuard\w+\.template\.json$/),
        expect.stringMatching(/^assembly-Elsewhere\/ElsewhereBellyfedCatalogSpoke\w+\.template\.json$/),
      ]);
      return files.map((file) => readFileSync(join(output, file), 'utf8'));
    });
    expect(templates[0]).toEqual(templates[1]);
  });

  it("has CDK deploy the account's roles before the hub, whose constraints name them", () => {
    const output = join(outdir, 'ordered');
    expect(runApp({}, output).status).toBe(0);
    const { artifacts } = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));
    expect(artifacts.BellyfedCatalogHub.dependencies).toContain('BellyfedCatalogAccount');
    expect(artifacts.BellyfedCatalogAccount.dependencies).not.toContain('BellyfedCatalogHub');
  });

  it('is found by the CDK CLI that publishing starts', () => {
    const { file, args, cwd } = publishCommand({ projectFolder });
    const [cli = ''] = args;
    const { status, stdout } = spawnSync(file, [cli, 'list', '--output', join(outdir, 'listed')], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, CI: 'true' },
    });
    expect(status).toBe(0);
    const { account, hub, guard, spoke } = stackNames;
    expect(stdout.trim().split('\n')).toEqual([
      cdkSelector(account),
      cdkSelector(hub),
      // Those below a stage are left out by `cdk deploy --all`.
      `${cdkSelector(guard)} (${guard})`,
      `${cdkSelector(spoke)} (${spoke})`,
    ]);
  });
});
