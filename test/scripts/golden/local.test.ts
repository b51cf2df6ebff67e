/** Recordings of the verbs that work on the project alone, and of the help of all. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { abridged, golden, type Place, today } from './golden';
import { copyProject, type ProjectCopy, projectRoot, rewriteRelease } from './run';

const bundles = join(__dirname, '../proton-bundles');
let copy: ProjectCopy;
/** For what the commands write elsewhere, and for a project with a ledger of its own. */
let folder: string;

beforeAll(() => {
  copy = copyProject();
  mkdirSync(join(copy.root, 'docs'), { recursive: true });
});
afterAll(() => copy.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const project = (): Place => ({ root: projectRoot, known: { [projectRoot]: 'project', [folder]: 'folder' } });
const inCopy = (): Place => ({ root: copy.root, known: { [copy.root]: 'copy', [folder]: 'folder' } });
const inFolder = (): Place => ({ root: folder, known: { [folder]: 'folder', ...today() } });

const verbs = [
  ...[
    'list',
    'show',
    'cost',
    'render',
    'validate',
    'measure',
    'new-product',
    'compare',
    'release',
    'deprecate',
    'retire',
  ],
  ...['docs', 'publish', 'spoke', 'leave', 'doctor', 'launch', 'import', 'watch', 'status', 'outputs'],
  ...['answers', 'outdated', 'upgrade'],
  ...['rollback', 'unprotect', 'terminate', 'purge', 'proton', 'console', 'sandbox', 'completion', 'help'],
];

golden('help', project, async (type) => {
  await type(['--help']);
  for (const verb of verbs) await type([verb, '--help']);
  for (const verb of ['render', 'publish', 'import']) await type(['proton', verb, '--help']);
});

golden('command-line', project, async (type) => {
  await type([]);
  await type(['relaese']);
  await type(['list', '--jsn']);
  await type(['list', 'network']);
  for (const verb of ['show', 'render', 'new-product', 'release', 'deprecate', 'retire', 'import', 'outputs']) {
    await type([verb]);
  }
  for (const verb of ['upgrade', 'rollback', 'unprotect', 'terminate', 'purge', 'proton']) await type([verb]);
  for (const verb of ['render', 'publish', 'import']) await type(['proton', verb, 'network']);
  await type(['import', 'stack']);
  await type(['deprecate', 'network']);
});

golden('list', project, async (type) => {
  await type(['list']);
  await type(['list', '--json']);
});

golden('cost', project, async (type) => {
  await type(['cost', 'environment', '--type', 'dev']);
  await type(['cost', 'network', '--type', 'prod', '--json']);
  await type(['cost', 'data', '1.0.0', '-t', 'dev', '--awake']);
  const usage = join(folder, 'usage.yaml');
  writeFileSync(usage, 'nat-gateway-gb: 100\ninternet-gb: 10\n');
  await type(['cost', 'network', '1.1.0', '-t', 'dev', '-p', 'ZoneCount=2', '--usage', usage]);
  writeFileSync(usage, 'nat-gatway-gb: 100\n');
  await type(['cost', 'network', '-t', 'dev', '--usage', usage]);
  writeFileSync(usage, 'nat-gateway-gb: -1\n');
  await type(['cost', 'network', '-t', 'dev', '--usage', usage]);
  for (const text of ['nat-gateway-gb: [\n', 'nat-gateway-gb: *all\n']) {
    writeFileSync(usage, text);
    await type(['cost', 'network', '-t', 'dev', '--usage', usage]);
  }
  await type(['cost', 'network', '-t', 'dev', '--usage', folder]);
  await type(['cost', 'network', '-t', 'dev', '--usage', join(folder, 'none.yaml')]);
  await type(['cost', 'network', '-t', 'dev', '--region', 'eu-west-1']);
  await type(['cost', 'network']);
  await type(['cost', 'network', '-t', 'production']);
  await type(['cost', 'network', '9.9.9', '-t', 'dev']);
  await type(['cost', 'network', '-t', 'dev', '-p', 'ZoneCount=7']);
  await type(['cost', 'network', '-t', 'dev', '-p', 'Zones=2']);
  await type(['cost', 'netwrok', '-t', 'dev']);
  await type(['compare', 'search', '1.1.0', '1.2.0', '--type', 'dev', '--cost'], { edit: abridged });
  await type(['compare', '--files', 'one.yaml', 'two.yaml', '--cost']);
});

golden('show', project, async (type) => {
  await type(['show', 'delivery']);
  await type(['show', 'delivery', '--json']);
  await type(['show', 'delivry']);
  await type(['show', 'nothing']);
});

golden('render', project, async (type) => {
  await type(['render', 'network'], { edit: abridged });
  await type(['render', 'network', '--output', join(folder, 'network.json')]);
  await type(['render', 'netwrok']);
});

golden('validate', inCopy, async (type) => {
  for (const id of ['fine-cache', 'broken-cache']) await type(['new-product', id], { isOwn: true });
  const file = join(copy.root, 'products/broken-cache/product.ts');
  const source = readFileSync(file, 'utf8').replace(/retentionInDays: .*/, "logGroupClass: 'NONE',");
  writeFileSync(file, source);
  await type(['validate', 'fine-cache', 'broken-cache'], { isOwn: true });
  await type(['validate', 'broken-cache', '--json'], { isOwn: true });
  await type(['validate', 'network', 'dta']);
});

golden('measure', project, async (type) => {
  await type(['measure', 'network']);
  await type(['measure', 'network', '--json']);
  await type(['measure', 'netwrok']);
});

const template = {
  Parameters: { EnvironmentType: { Type: 'String', AllowedValues: ['dev', 'prod'] }, Name: { Type: 'String' } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'EnvironmentType' }, 'prod'] } },
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 1 } },
  },
  Outputs: { Name: { Value: { Ref: 'Name' }, Export: { Name: 'name' } } },
};
const changed = {
  ...template,
  Parameters: { EnvironmentType: template.Parameters.EnvironmentType, Owner: { Type: 'String' } },
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: { 'Fn::If': ['IsProd', 9, 1] } } },
  },
  Outputs: {},
};

golden('compare', project, async (type) => {
  const [old, next, bad] = ['old.json', 'new.json', 'bad.json'].map((file) => join(folder, file));
  writeFileSync(`${old}`, JSON.stringify(template));
  writeFileSync(`${next}`, JSON.stringify(changed));
  writeFileSync(`${bad}`, '{"Resources": 1}');
  for (const format of ['text', 'json', 'markdown']) {
    await type(['compare', '--files', `${old}`, `${next}`, '--format', format]);
  }
  await type(['compare', '--files', `${old}`, `${next}`, '--type', 'dev']);
  await type(['compare', '--files', `${old}`, `${old}`]);
  await type(['compare', '--files', `${old}`, `${next}`, '--type', 'stage']);
  await type(['compare', '--files', `${old}`]);
  await type(['compare', '--files', `${old}`, join(folder, 'none.json')]);
  await type(['compare', '--files', `${old}`, `${bad}`]);
  await type(['compare', '--files', `${old}`, `${next}`, '--format', 'yaml']);
  await type(['compare', 'delivery', '1.0.0', '1.1.0']);
  await type(['compare', 'delivery', '1.1.0']);
  await type(['compare', 'network']);
  await type(['compare', 'network', '0.9.0']);
  await type(['compare', 'netwrok', '1.0.0']);
});

golden('release', inFolder, async (type) => {
  const delivery = join(folder, 'products/delivery');
  const release = (...args: string[]) => type(['release', 'delivery', ...args]);
  await release('minor', '--notes', 'First.', '--json');
  await release('patch', '--notes', 'Nothing.');
  const newest = JSON.parse(readFileSync(join(delivery, 'releases/1.0.0.json'), 'utf8'));
  rewriteRelease(delivery, {
    ...newest,
    Parameters: { ...newest.Parameters, Retired: { Type: 'String', Default: 'x' } },
  });
  await release('minor', '--notes', 'Less to ask.');
  await release('major', '--notes', 'Less to ask.');
  const orders = { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' };
  rewriteRelease(delivery, { ...newest, Resources: { ...newest.Resources, Orders: orders } });
  await release('major', '--notes', 'No orders.');
  await release('major', '--notes', 'No orders.', '--accept-data-loss');
  await release('major', '--notes', 'No orders.', '--upgrade-note', `@${join(folder, 'none.md')}`);
  await release('major', '--notes', 'No orders.', '--accept-data-loss', '--upgrade-note', 'Copy the bucket.', '--json');
  await release('minor');
  await release('huge', '--notes', 'It.');
  await release('--changelog');
  await release('--changelog', '--json');
  await type(['release', 'delivry', 'minor', '--notes', 'It.']);
});

golden('deprecate', inCopy, async (type) => {
  await type(['deprecate', 'delivery', '2.0.0']);
  await type(['deprecate', 'delivery', '2.0.0']);
  await type(['deprecate', 'environment', '1.0.0', '--json']);
  await type(['deprecate', 'network', '1.0.1']);
  await type(['deprecate', 'network', '9.0.0']);
  await type(['deprecate', 'netwrok', '1.0.0']);
});

golden('docs', inCopy, async (type) => {
  await type(['docs']);
});

golden('new-product', inCopy, async (type) => {
  await type(['new-product', 'image-cache']);
  await type(['new-product', 'other-cache', '--name', 'Bellyfed Other', '--json']);
  await type(['new-product', 'network']);
  await type(['new-product', 'Cache']);
});

golden('proton-render', inCopy, async (type) => {
  await type(['proton', 'render', 'network', '--out', folder]);
  await type(['proton', 'render', 'app', '--version', '1.0.0', '--out', folder, '--json']);
  await type(['proton', 'render', 'network', '--version', '9.0.0', '--out', folder]);
  await type(['proton', 'render', 'netwrok', '--out', folder]);
});

golden('proton-import', inCopy, async (type) => {
  const queue = join(folder, 'queue');
  const imported = (bundle: string, ...more: string[]) =>
    type(['proton', 'import', bundle, '--product', 'order-queue', '--out', join(folder, 'out'), ...more]);
  cpSync(join(bundles, 'queue-env'), queue, { recursive: true });
  await imported(queue);
  await imported(queue);
  rmSync(join(folder, 'out'), { recursive: true });
  await imported(queue, '--name', 'Bellyfed Orders', '--json');
  await type(['proton', 'import', queue, '--product', 'network']);
  const file = join(queue, 'infrastructure/cloudformation.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('{{ prefix }}', '{{ prefix | title }}'));
  await imported(queue);
  await imported(queue, '--json');
  await imported(join(folder, 'none'));
  await imported(join(queue, 'infrastructure'));
});

golden('spoke', inCopy, async (type) => {
  await type(['spoke'], { edit: abridged });
  await type(['spoke', '--out', join(folder, 'spoke.json')]);
});

golden('sandbox', project, async (type) => {
  const before = process.listenerCount('SIGTERM');
  const stop = setInterval(() => process.listenerCount('SIGTERM') > before && process.emit('SIGTERM'), 20);
  await type(['sandbox', '--port', '0', '--state', join(folder, 'state')]);
  clearInterval(stop);
  await type(['sandbox', '--port', '65536']);
});
