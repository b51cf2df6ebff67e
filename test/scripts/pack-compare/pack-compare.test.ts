import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installPacked } from './installed';

const ROOT = resolve(__dirname, '..', '..', '..');
let folder: string;
let installed: string;
let tarball: string;

beforeAll(async () => {
  ({ folder, package: installed, tarball } = await installPacked());
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const table = (key: string) => ({
  Resources: {
    Orders: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
      },
    },
  },
});

const cache = (AtRestEncryptionEnabled: boolean) => ({
  Resources: {
    Cache: { Type: 'AWS::AppSync::ApiCache', Properties: { ApiId: 'a', Ttl: 60, AtRestEncryptionEnabled } },
  },
});

function run(...args: string[]) {
  const program = join(installed, 'lib', 'compare', 'index.cjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function filesIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)],
  );
}

describe('the packed comparison', () => {
  it('is one file of code, with the database as its one dependency and the licences of the rest beside it', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    expect(tarball).toBe(`cloudformation-compare-${manifest.version}.tgz`);
    expect(Object.keys(manifest.dependencies)).toEqual(['@aws-cdk/aws-service-spec']);
    const files = filesIn(installed);
    expect(files.filter((file) => /\.c?js$/.test(file))).toHaveLength(1);
    expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(15 * 1024 * 1024);
    const licences = readFileSync(join(installed, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['commander', 'handlebars', 'picocolors', 're2js', 'semver', 'yaml']) {
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
    expect(licences).not.toMatch(/AGPL/);
  });

  it('judges two templates outside of this project, by hand-written facts and by AWS’s sentences', () => {
    const [old, now] = [write('old.json', table('id')), write('new.json', table('other'))];
    expect(run(old, now)).toMatchObject({ status: 0, stdout: expect.stringContaining('Whoever upgrades loses data.') });
    const [plain, encrypted] = [write('plain.json', cache(false)), write('encrypted.json', cache(true))];
    const { changes } = JSON.parse(run(plain, encrypted, '--format', 'json').stdout);
    expect(changes).toMatchObject([{ logicalId: 'Cache', effect: 'failure', bump: 'major' }]);
  });

  it('writes Markdown, and SARIF with the line of each change', () => {
    const [old, now] = [
      write('old.json', table('id')),
      write('new.yaml', '# one\nResources:\n  Orders:\n    Type: AWS::SQS::Queue\n'),
    ];
    expect(run(old, now, '--format', 'markdown').stdout).toContain('Orders');
    const { version, runs } = JSON.parse(run(old, now, '--format', 'sarif').stdout);
    expect(version).toBe('2.1.0');
    expect(runs[0].results[0]).toMatchObject({
      level: 'error',
      ruleId: 'failure',
      locations: [{ physicalLocation: { artifactLocation: { uri: now }, region: { startLine: 3 } } }],
    });
  });

  it.each([
    ['data-loss', 'other', 1],
    ['major', 'other', 1],
    ['minor', 'other', 1],
    ['data-loss', 'id', 0],
    ['minor', 'id', 0],
  ])('ends with the code that --fail-on %s asks for, of a key that becomes %s', (failOn, key, status) => {
    const [old, now] = [write('old.json', table('id')), write('new.json', table(key))];
    expect(run(old, now, '--fail-on', failOn).status).toBe(status);
  });

  it('takes custom resources strictly where it is told to', () => {
    const custom = (Id: string) => ({
      Resources: {
        It: { Type: 'Custom::Thing', Properties: { ServiceToken: 'arn:aws:lambda:x', Id } },
        T: { Type: 'AWS::SNS::Topic' },
      },
    });
    const [old, now] = [
      write('old.json', custom('a')),
      write('new.json', { Resources: { T: { Type: 'AWS::SNS::Topic' } } }),
    ];
    expect(JSON.parse(run(old, now, '--format', 'json').stdout)).toMatchObject({ bump: 'minor', losesData: false });
    expect(JSON.parse(run(old, now, '--format', 'json', '--strict').stdout)).toMatchObject({
      bump: 'major',
      losesData: true,
    });
  });

  it('compares two folders, stack by stack, and refuses where a stack is gone', () => {
    for (const [name, key] of [
      ['before', 'id'],
      ['after', 'other'],
    ] as const) {
      mkdirSync(join(folder, name), { recursive: true });
      write(`${name}/Data.template.json`, table(key));
      write(`${name}/Cache.template.json`, cache(false));
    }
    const found = JSON.parse(run('before', 'after', '--format', 'json').stdout);
    expect(found).toMatchObject([
      { from: join('before', 'Cache.template.json'), bump: 'none' },
      { from: join('before', 'Data.template.json'), bump: 'major', losesData: true },
    ]);
    rmSync(join(folder, 'after', 'Data.template.json'));
    expect(run('before', 'after')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('has no Data.template.json'),
    });
  });

  it('names the place of a fault in JSON', () => {
    const [old, now] = [write('old.json', table('id')), write('new.json', '{\n  "Resources": {\n    "A": ,\n')];
    expect(run(old, now)).toMatchObject({ status: 1, stderr: expect.stringContaining('(line 3, column 10)') });
  });

  it('is a library too, with types', () => {
    const code = `const { compareTemplates, parseTemplate } = require('cloudformation-compare');
      const one = parseTemplate(JSON.stringify(${JSON.stringify(table('id'))}));
      const other = parseTemplate(JSON.stringify(${JSON.stringify(table('other'))}));
      process.stdout.write(compareTemplates(one, other).bump);`;
    expect(execFileSync(process.execPath, ['-e', code], { cwd: folder, encoding: 'utf8' })).toBe('major');
    const use = write(
      'use.ts',
      `import { compareTemplates, parseTemplate } from 'cloudformation-compare';
       const bump: 'major' | 'minor' | 'patch' | 'none' = compareTemplates(parseTemplate(''), parseTemplate('')).bump;
       export const loses: boolean = bump === 'none';`,
    );
    const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--moduleResolution', 'nodenext', '--types', ''];
    expect(spawnSync(tsc, [...options, use], { cwd: folder, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stdout: '',
    });
  });
});
