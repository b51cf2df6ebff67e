import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { TestCatalog } from '../sandbox/service-catalog/with-catalog';
import { startTestSandbox } from '../sandbox/with-sandbox';
import { programOf } from '../tools/left-out';
import { needing } from '../tools/needing';
import { tar } from '../tools/tools';
import { copyProject, type ProjectCopy } from './project-copy';
import { runCatalog } from './run-catalog';

const bundles = join(__dirname, 'proton-bundles');
const queue = join(bundles, 'queue-env');

describe('an imported bundle', () => {
  let root: string;
  let copy: ProjectCopy;

  beforeAll(() => {
    copy = copyProject();
    root = copy.root;
  });

  afterAll(() => copy.remove());

  const run: ProjectCopy['run'] = (...args) => copy.run(...args);

  it('is a product: formatted, typed, registered, and held to the contracts of products', async () => {
    const made = await runCatalog(['proton', 'import', queue, '--product', 'order-queue', '--json'], { root });
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const result = JSON.parse(made.stdout);
    expect(result).toMatchObject({ kind: 'environment', parameters: 6, resources: 3, outputs: 4, refusals: [] });
    const sources = result.files.filter((file: string) => file.endsWith('.ts'));
    expect(sources).toContain('products/index.ts');
    writeFileSync(
      join(root, 'tsconfig.new.json'),
      JSON.stringify({ extends: './tsconfig.json', include: ['products/order-queue'] }),
    );
    expect(
      run('node_modules/.bin/biome', 'check', '--error-on-warnings', '--vcs-enabled=false', ...sources),
    ).toMatchObject({ status: 0 });
    expect(run('node_modules/.bin/tsc', '-p', 'tsconfig.new.json')).toEqual({ status: 0, output: '' });
    const contracts = 'test/products/(contract|form|launch-role|self-contained)';
    expect(run('node_modules/.bin/jest', contracts, '-t', 'order-queue')).toMatchObject({
      status: 0,
      output: expect.stringMatching(/Tests: .* [1-9]\d* passed/),
    });
  });

  it('is not written over another product', async () => {
    const refused = await runCatalog(['proton', 'import', queue, '--product', 'network'], { root });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('products/network is there already');
  });

  it('can be launched, and gives what its conditions say', async () => {
    const template = run('scripts/bin.cjs', 'render', 'order-queue').output;
    const sandbox = await startTestSandbox();
    await new TestCatalog(sandbox).boundaries();
    try {
      const client = new CloudFormation(sandbox.client('000000000000'));
      const launch = async (StackName: string, answers: Readonly<Record<string, string>>) => {
        const Parameters = Object.entries(answers).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        }));
        await client.createStack({ StackName, TemplateBody: template, Parameters, Capabilities: ['CAPABILITY_IAM'] });
        await waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.5 }, { StackName });
        const { Stacks: [stack] = [] } = await client.describeStacks({ StackName });
        const { StackResources = [] } = await client.describeStackResources({ StackName });
        return {
          resources: StackResources.map(({ LogicalResourceId }) => LogicalResourceId).sort(),
          outputs: Object.fromEntries((stack?.Outputs ?? []).map((each) => [each.OutputKey, each.OutputValue])),
          exported: (stack?.Outputs ?? []).map(({ ExportName }) => ExportName),
        };
      };
      const small = await launch('small', { EnvironmentName: 'one', EnvironmentType: 'dev' });
      expect(small.resources).toEqual(['Queue', 'Reader']);
      expect(small.outputs).toMatchObject({ QueueArn: expect.stringMatching(/:one-orders$/), AlarmTopicArn: 'none' });
      expect(small.exported).toContain('bellyfed:one:order-queue:QueueArn');
      const large = await launch('large', {
        EnvironmentName: 'two',
        EnvironmentType: 'dev',
        Alarm: 'true',
        Keep: 'long',
      });
      expect(large.resources).toEqual(['Alarms', 'Queue', 'Reader']);
      expect(large.outputs.AlarmTopicArn).toMatch(/^arn:aws:sns:/);
    } finally {
      await sandbox.stop();
    }
  });
});

describe('catalog proton import', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const imported = (bundle: string, ...more: string[]) =>
    runCatalog(['proton', 'import', bundle, '--product', 'order-queue', '--out', folder, ...more]);

  needing(tar).it('reads an archive as it was uploaded, and writes elsewhere without a registry', async () => {
    const archive = join(folder, 'bundle.tar.gz');
    // Not with -z, for which tar looks for gzip on the path.
    writeFileSync(archive, gzipSync(execFileSync(programOf(tar), ['-cf', '-', '-C', queue, '.'])));
    expect(await imported(archive)).toMatchObject({ code: 0, stdout: expect.stringContaining('3 resources') });
    expect(readFileSync(join(folder, 'products/order-queue/template.yaml'), 'utf8')).toContain('AWS::SQS::Queue');
    expect(existsSync(join(folder, 'products/index.ts'))).toBe(false);
  });

  it('finds the bundle in a folder of a repository', async () => {
    cpSync(queue, join(folder, 'v1'), { recursive: true });
    expect(await imported(folder)).toMatchObject({ code: 0 });
  });

  it('says everything that it can not translate, with its line, and writes nothing', async () => {
    cpSync(queue, join(folder, 'v1'), { recursive: true });
    const template = join(folder, 'v1/infrastructure/cloudformation.yaml');
    const text = readFileSync(template, 'utf8').replace('{{ prefix }}', '{{ prefix | title }}');
    writeFileSync(template, text.replace('    Value: !GetAtt Reader.Arn', "    Value: '{{ environment.inputs.non }}'"));
    const refused = await imported(folder);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('2 things are not translated') });
    expect(refused.stdout).toMatch(/^infrastructure\/cloudformation.yaml:12: the filter title has no counterpart/m);
    expect(refused.stdout).toMatch(
      /^infrastructure\/cloudformation.yaml:55: environment.inputs.non: the schema has no/m,
    );
    expect(refused.stdout).toContain('3 resources');
    expect(existsSync(join(folder, 'products'))).toBe(false);
    const { refusals } = JSON.parse((await imported(folder, '--json')).stdout);
    expect(refusals).toHaveLength(2);
  });

  it.each([
    ['that is not there', 'none', 'there is no such folder or archive'],
    ['without a schema', '.', 'holds no bundle'],
  ])('refuses a bundle %s', async (_, name, reason) => {
    const refused = await imported(join(folder, name));
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(reason) });
  });

  it('refuses an archive that is none', async () => {
    writeFileSync(join(folder, 'a.tar.gz'), 'no archive');
    const refused = await imported(join(folder, 'a.tar.gz'));
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("can't be read as .tar.gz") });
  });
});
