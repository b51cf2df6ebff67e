/**
 * Answers that change what runs, with the real templates: stopped where something is lost, refused where AWS refuses. What is
 * lost and refused is read from AWS's pages, which the facts name; the sandbox is asked directly too.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesizeProduct } from '../../../catalog/product';
import { parseTemplate, type Template } from '../../../catalog/template';
import { data } from '../../../products/data/product';
import { network } from '../../../products/network/product';
import { UpgradeCatalog } from './upgrade-catalog';

type Answers = Readonly<Record<string, string>>;

const KeyArn = 'arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const urls = { CallbackUrls: 'https://example.com' };
const tables = ['TablesContent', 'TablesIdempotency', 'TablesSessions'];

let offered: UpgradeCatalog;

beforeAll(async () => {
  offered = await UpgradeCatalog.start();
  await offered.catalog.boundaries();
  await offered.offer('network', '1.0.0', synthesizeProduct(network).template);
  await offered.offer('data', '1.1.0', released('data/releases/1.1.0.json'));
  await offered.offer('data', '1.2.0', synthesizeProduct(data).template);
  await offered.offer('app', '1.0.0', importing('DomainName'));
  await launchAll('prod', { EnvironmentType: 'prod', ...urls, ProtectReplicas: 'no' });
}, 120_000);
afterAll(() => offered.stop());

function released(file: string): Template {
  return parseTemplate(readFileSync(join(__dirname, '../../../products', file), 'utf8'));
}

/** A tier that imports something of the network. */
function importing(name: string): Template {
  const imported = { 'Fn::ImportValue': { 'Fn::Sub': `bellyfed:\${EnvironmentName}:network:${name}` } };
  return {
    Parameters: { EnvironmentName: { Type: 'String' } },
    Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { Tags: [{ Key: name, Value: imported }] } } },
  };
}

async function launchAll(environment: string, answers: Answers, version = '1.2.0') {
  const { EnvironmentType = '' } = answers;
  await offered.launch(environment, 'network', '1.0.0', { EnvironmentType, DomainName: 'example.com' });
  await offered.launch(environment, 'data', version, answers);
}

const upgrade = (name: string, answers: Answers, ...more: string[]) =>
  offered.run('upgrade', name, '--to', name === 'prod-network' ? '1.0.0' : '1.2.0', ...given(answers), ...more);
const given = (answers: Answers) => Object.entries(answers).flatMap(([key, value]) => ['-p', `${key}=${value}`]);
const naming = (name: string, resources: readonly string[]) =>
  resources.flatMap((resource) => ['--allow-replace', `${name}.${resource}`]);

/** Updates by AWS's API, past the command; why it failed, the last first. */
async function updateDirectly(name: string, answers: Answers) {
  const { Id } = await offered.launches.detail(name);
  const before = (await offered.launches.failures(Id)).length;
  const { RecordDetail } = await offered.launches.update({
    ProvisionedProductName: name,
    ...(await offered.productAndVersion(name)),
    ProvisioningParameters: Object.entries({ ...(await offered.answers(name)), ...answers }).map(([Key, Value]) => ({
      Key,
      Value,
    })),
  });
  const failures = await offered.launches.failures(Id);
  return [RecordDetail?.Status, ...failures.slice(0, failures.length - before)];
}

describe('an answer by which something is lost', () => {
  it.each<{ readonly answers: Answers; readonly resources: readonly string[]; readonly says: RegExp }>([
    {
      answers: { BackupRetention: '7' },
      resources: ['DatabaseCluster'],
      says: /kept for 35 days and are kept for 7 days from now on: AWS deletes the older ones/,
    },
    {
      answers: { DatabaseReaders: '0' },
      resources: ['DatabaseReader1Instance', 'DatabaseReader2Instance'],
      says: /AWS plans a removal\..*may be the writer by now/,
    },
    {
      answers: { LogRetention: '7' },
      resources: ['BucketsLogs'],
      says: /deletes earlier than before: objects \(everything\) after 7 days/,
    },
  ])('stops in prod, and is carried out once it is named: $answers', async ({ answers, resources, says }) => {
    const before = await offered.answers('prod-data');
    const refused = await upgrade('prod-data', answers);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(says) });
    expect(refused.stderr).toContain(naming('prod-data', resources).join(' '));
    expect(refused.stderr).not.toContain('no change');
    for (const [key, value] of Object.entries(answers)) {
      expect(refused.stderr).toContain(`${key}: by-type → ${value}`);
    }
    expect(await offered.answers('prod-data')).toEqual(before);

    expect(await upgrade('prod-data', answers, ...naming('prod-data', resources))).toMatchObject({ code: 0 });
    expect(await offered.answers('prod-data')).toEqual({ ...before, ...answers });
  });

  it('passes where nothing is: what grows back, and what changes in place', async () => {
    const answers = { BackupRetention: '35', DatabaseReaders: '2', LogRetention: '365', DatabaseMaxCapacity: '32' };
    const run = await upgrade('prod-data', answers);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('is AVAILABLE') });
    expect(run.stderr).toMatch(/in place: BackupRetentionPeriod, ServerlessV2ScalingConfiguration/);
    expect(run.stderr).toMatch(/DatabaseReader1Instance +AWS::RDS::DBInstance +addition +the same +passes: addition/);
  });
});

describe('further regions of the tables', () => {
  it('are added one at a time', async () => {
    const two = { ReplicaRegion1: 'eu-west-1', ReplicaRegion2: 'us-west-2' };
    const refused = await upgrade('prod-data', two);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('REFUSED') });
    expect(refused.stderr).toMatch(
      /would be refused half-way.*TablesContent.*makes or deletes one replica in an update and refuses more/,
    );
    expect(await upgrade('prod-data', two, ...naming('prod-data', tables))).toMatchObject({ code: 1 });
    expect(await updateDirectly('prod-data', two)).toEqual(
      expect.arrayContaining(['FAILED', expect.stringContaining('only add or remove a single replica in each update')]),
    );
    expect(await upgrade('prod-data', { ReplicaRegion1: 'eu-west-1' })).toMatchObject({ code: 0 });
  });

  it('are not moved', async () => {
    const moved = { ReplicaRegion1: 'eu-central-1' };
    expect(await upgrade('prod-data', moved, ...naming('prod-data', tables))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/one replica in an update and refuses more: "eu-central-1", "eu-west-1"/),
    });
    expect(await updateDirectly('prod-data', moved)).toEqual(
      expect.arrayContaining(['FAILED', expect.stringContaining('only add or remove a single replica in each update')]),
    );
  });

  it('are not removed while they are protected', async () => {
    expect(await upgrade('prod-data', { ProtectReplicas: 'yes' })).toMatchObject({ code: 0 });
    const removed = { ReplicaRegion1: '', ProtectReplicas: 'no' };
    expect(await upgrade('prod-data', removed, ...naming('prod-data', tables))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('DynamoDB deletes no copy that is protected'),
    });
    expect(await updateDirectly('prod-data', removed)).toEqual(
      expect.arrayContaining(['FAILED', expect.stringContaining('currently protected against deletion')]),
    );
    expect(await upgrade('prod-data', { ProtectReplicas: 'no' })).toMatchObject({ code: 0 });
  });

  it('are removed with their data only by name, table by table', async () => {
    const refused = await upgrade('prod-data', { ReplicaRegion1: '' });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('AWS deletes the copy of the table in "eu-west-1", with the backups of it.');
    expect(refused.stderr).toContain(naming('prod-data', tables).join(' '));
    expect(await upgrade('prod-data', { ReplicaRegion1: '' }, ...naming('prod-data', tables.slice(1)))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(naming('prod-data', tables.slice(0, 1)).join(' ')),
    });
    expect(await upgrade('prod-data', { ReplicaRegion1: '' }, ...naming('prod-data', tables))).toMatchObject({
      code: 0,
    });
  });
});

describe('an answer that AWS refuses, or the form', () => {
  it('is one that is fixed once launched', async () => {
    const refused = await upgrade('prod-data', { LoginDomainPrefix: 'another' });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/prod-data\.LoginDomainPrefix \(an answer\): the form says that it is fixed once/);
  });

  it('is an export in use that would change: refused before anything is made, by the names of its users', async () => {
    const plan = await offered.json('upgrade', 'prod-network', '-p', 'DomainName=other.com', '--plan');
    expect(plan).toMatchObject([{ refusals: [] }]);
    await offered.launch('prod', 'app', '1.0.0');
    const refused = await upgrade('prod-network', { DomainName: 'other.com' });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /Not begun.*prod-network\.DomainName \(export bellyfed:prod:network:DomainName\): it would get another value, and prod-app imports it/,
    );
    expect((await upgrade('prod-network', { DomainName: 'other.com' }, '--plan')).stdout).toMatch(
      /would be refused half-way, or may not be, so it is not begun:\n +prod-network\.DomainName/,
    );
    expect(await offered.states()).toMatchObject({ 'prod-network': '1.0.0 AVAILABLE' });
  });

  it('is the key of Performance Insights, which is never let go, in what runs 1.1.0; and is none from the source on', async () => {
    await launchAll('keyed', { EnvironmentType: 'dev', KeyArn, DatabaseMonitoring: 'yes' }, '1.1.0');
    const off = { DatabaseMonitoring: 'no' };
    const refused = await offered.run('upgrade', 'keyed-data', '--to', '1.1.0', ...given(off));
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/DatabaseWriterInstance.*AWS refuses to change PerformanceInsightsKMSKeyId/);
    expect(await updateDirectly('keyed-data', off)).toEqual(
      expect.arrayContaining(['FAILED', expect.stringContaining('PerformanceInsightsKMSKeyId')]),
    );
    expect(await upgrade('keyed-data', off)).toMatchObject({ code: 0 });
  });
});
