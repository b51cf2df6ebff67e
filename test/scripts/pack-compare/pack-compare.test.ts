import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { run as runProgram } from '../../fresh-clone/processes';
import { startTestSandbox } from '../../sandbox/with-sandbox';
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
    for (const name of [
      '@aws-sdk/client-cloudformation',
      'commander',
      'handlebars',
      'picocolors',
      're2js',
      'semver',
      'yaml',
    ]) {
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

  it('proves that a form takes what it took, by the largest of what it brings', () => {
    const named = (AllowedPattern: string) => ({
      Parameters: { Name: { Type: 'String', AllowedPattern, Default: 'a' } },
      Resources: { T: { Type: 'AWS::SNS::Topic' } },
    });
    const [narrow, wide] = [write('narrow.json', named('[a-z]+')), write('wide.json', named('[a-z0-9]+'))];
    expect(JSON.parse(run(narrow, wide, '--format', 'json').stdout)).toMatchObject({ bump: 'minor' });
    expect(JSON.parse(run(wide, narrow, '--format', 'json').stdout)).toMatchObject({ bump: 'major' });
  });

  it('compares what a stack runs, and loads the AWS SDK for that alone', async () => {
    const sandbox = await startTestSandbox();
    const cloudFormation = new CloudFormation(sandbox.client());
    const wanted = { StackName: 'orders', TemplateBody: JSON.stringify(table('id')) };
    await cloudFormation.createStack(wanted);
    // Nothing but the SDK speaks HTTP here.
    const telling = `process.on('exit', () => {
      process.stderr.write('http2 ' + process.moduleLoadList.includes('NativeModule http2'));
    });`;
    const args = ['-r', write('telling.cjs', telling), join(installed, 'lib', 'compare', 'index.cjs')];
    const other = write('other.json', table('other'));
    const running = ['--from-stack', 'orders', '--endpoint-url', sandbox.url];
    const options = { cwd: folder, env: {} };
    try {
      expect(await runProgram(process.execPath, [...args, ...running, other], options)).toEqual({
        code: 0,
        stdout: expect.stringMatching(/^stack orders → .*: at least major. Whoever upgrades loses data\./),
        stderr: 'http2 true',
      });
      const files = [write('old.json', table('id')), other];
      const alone = await runProgram(process.execPath, [...args, ...files], options);
      expect(alone).toMatchObject({ code: 0, stderr: 'http2 false' });
      expect(
        await runProgram(process.execPath, [...args, '--from-stack', 'none', other, '--region', 'x'], options),
      ).toEqual({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/^No AWS credentials that work: [^\n]*\nhttp2 true$/),
      });
    } finally {
      await sandbox.stop();
    }
  });

  it.each([
    [[], 'Two files are compared: cloudformation-compare old.yaml new.json'],
    [['--change-set', 'next'], 'Say whose change set next is with --from-stack'],
    [['--from-stack', 'orders'], 'A stack is compared with one template'],
  ])('refuses %s in one line', (args, words) => {
    const { status, stderr } = run(...args);
    expect({ status, lines: stderr.trim().split('\n') }).toEqual({
      status: 1,
      lines: [expect.stringContaining(words)],
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
