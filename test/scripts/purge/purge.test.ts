import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Backup } from '@aws-sdk/client-backup';
import { CloudControl } from '@aws-sdk/client-cloudcontrol';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import { S3 } from '@aws-sdk/client-s3';
import { loadReleases } from '../../../catalog/release';
import { EnvironmentCatalog } from '../../products/environment/environment-catalog';
import { byAnotherAddress } from '../../sandbox/by-another-address';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { projectRoot, type Run, runCatalog } from '../run-catalog';

let sandbox: TestSandbox;
let offered: EnvironmentCatalog;
let formation: CloudFormation;

const run = (...args: string[]): Promise<Run> => runCatalog(args, { env: { AWS_ENDPOINT_URL: sandbox.url } });

/** The newest release of a product. */
const released = (product: string): string =>
  readFileSync(loadReleases(join(projectRoot, 'products', product)).at(-1)?.file ?? '', 'utf8');

/** ARNs of everything that carries an environment's tag. */
async function tagged(environment: string): Promise<string[]> {
  const tagging = new ResourceGroupsTaggingAPI(sandbox.client());
  const TagFilters = [{ Key: 'Environment', Values: [environment] }];
  const { ResourceTagMappingList: all = [] } = await tagging.getResources({ TagFilters, ResourcesPerPage: 100 });
  return all.map(({ ResourceARN = '' }) => ResourceARN);
}

async function stackEnded(name: string, status: string): Promise<void> {
  for (;;) {
    const { StackSummaries = [] } = await formation.listStacks({});
    const found = StackSummaries.find(({ StackName }) => StackName === name)?.StackStatus ?? '';
    if (found === status) return;
    if (!found.endsWith('_IN_PROGRESS')) throw new Error(`${name} is ${found}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function createStack(StackName: string, template: object, parameters: Record<string, string> = {}) {
  // By way of a bucket: some are too long for the call.
  const s3 = new S3(sandbox.client());
  await s3.createBucket({ Bucket: 'templates' });
  await s3.putObject({ Bucket: 'templates', Key: StackName, Body: JSON.stringify(template) });
  const TemplateURL = `https://templates.s3.amazonaws.com/${StackName}`;
  const Parameters = Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
  const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
  await formation.createStack({ StackName, TemplateURL, Parameters, Capabilities });
  await stackEnded(StackName, 'CREATE_COMPLETE');
}

async function deleteStack(StackName: string): Promise<void> {
  await formation.deleteStack({ StackName });
  await stackEnded(StackName, 'DELETE_COMPLETE');
}

/** A stack with one bucket that stays when it is deleted. */
function bucketStack(BucketName: string, tags: Readonly<Record<string, string>>) {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return {
    Resources: { Bucket: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', Properties: { BucketName, Tags } } },
  };
}

beforeAll(async () => {
  sandbox = await startTestSandbox();
  formation = new CloudFormation(sandbox.client());
  offered = await EnvironmentCatalog.publish(sandbox, (tier) => ({ template: released(tier), actions: ['*'] }));
  // A domain whose zone it creates, and an address that its alarms are told to.
  await offered.launch('dev', { DomainName: 'dev.example.com', AlarmEmail: 'a@example.com' });
  await offered.launch('two', { EnvironmentType: 'test' });
  await createStack('dev-delivery-stack', JSON.parse(released('delivery')), {
    EnvironmentName: 'dev',
    EnvironmentType: 'dev',
  });
}, 120_000);
afterAll(() => sandbox.stop());
afterEach(() => sandbox.setFaults({}));

it('refuses while anything of the environment is launched, and changes nothing', async () => {
  const before = await tagged('dev');
  const refused = await run('purge', 'dev');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/dev is still there: dev, dev-app, dev-data, .*the stack dev-delivery-stack/);
  expect(await tagged('dev')).toEqual(before);
});

describe('once it is terminated', () => {
  let others: string[];

  beforeAll(async () => {
    const s3 = new S3(sandbox.client());
    const { Buckets = [] } = await s3.listBuckets({});
    const names = Buckets.flatMap(({ Name = '' }) => (Name.startsWith('bellyfed-dev-') ? Name : []));
    expect(names.length).toBeGreaterThanOrEqual(4);
    for (const Bucket of names) {
      await s3.putObject({ Bucket, Key: 'kept', Body: 'one' });
      await s3.putObject({ Bucket, Key: 'kept', Body: 'two' });
      await s3.putObject({ Bucket, Key: 'dropped', Body: 'three' });
      await s3.deleteObject({ Bucket, Key: 'dropped' });
      await s3.createMultipartUpload({ Bucket, Key: 'never-completed' });
    }
    const vault = (await tagged('dev'))
      .find((arn) => arn.includes(':backup-vault:'))
      ?.split(':')
      .at(-1);
    await new Backup(sandbox.client()).startBackupJob({
      BackupVaultName: vault,
      ResourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/content',
      IamRoleArn: 'arn:aws:iam::000000000000:role/backup',
    });
    await deleteStack('dev-delivery-stack');
    expect(await run('terminate', 'dev')).toMatchObject({ code: 0 });
    expect(await run('terminate', 'two')).toMatchObject({ code: 0 });
    await protect();
    others = await tagged('two');
    expect(others.length).toBeGreaterThan(10);
  }, 60_000);

  it('refuses while another environment stands on it', async () => {
    const Parameters = { BaseEnvironment: { Type: 'String' } };
    const template = { Parameters, Resources: { Topic: { Type: 'AWS::SNS::Topic' } } };
    await createStack('guest', template, { BaseEnvironment: 'dev' });
    const refused = await run('purge', 'dev');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('dev is the base of others: the stack guest');
    await deleteStack('guest');
  });

  it('shows what it would delete, what is in it, and what it would not touch', async () => {
    const own = { Environment: 'dev', EnvironmentType: 'dev', Product: 'data' };
    await createStack('living', bucketStack('living-bucket', own));
    await createStack('half-tagged', bucketStack('half-tagged-bucket', { Environment: 'dev' }));
    await deleteStack('half-tagged');
    const foreign = { ...own, Product: 'other' };
    await createStack('foreign', bucketStack('foreign-bucket', foreign));
    await deleteStack('foreign');

    const { code, stdout } = await run('purge', 'dev', '--plan', '--json');
    expect(code).toBe(0);
    const plan = JSON.parse(stdout);
    const types = new Set(plan.remove.map(({ type }: { type: string }) => type));
    expect([...types].sort()).toEqual([
      'AWS::Backup::BackupVault',
      'AWS::Cognito::IdentityPool',
      'AWS::Cognito::UserPool',
      'AWS::DynamoDB::GlobalTable',
      'AWS::ECR::Repository',
      'AWS::EFS::FileSystem',
      'AWS::IAM::Role',
      'AWS::KMS::Key',
      'AWS::RDS::DBClusterSnapshot',
      'AWS::S3::Bucket',
      'AWS::SecretsManager::Secret',
    ]);
    const bucket = { type: 'AWS::S3::Bucket', product: 'data', inside: '4 versions of objects' };
    expect(plan.remove).toContainEqual(expect.objectContaining(bucket));
    const vault = { type: 'AWS::Backup::BackupVault', inside: '1 recovery point' };
    expect(plan.remove).toContainEqual(expect.objectContaining(vault));
    expect(plan.stays).toEqual([expect.objectContaining({ type: 'AWS::Route53::HostedZone', product: 'network' })]);
    expect(plan.untouched).toEqual(
      expect.arrayContaining([
        { arn: 'arn:aws:s3:::living-bucket', why: 'is part of the stack living' },
        { arn: 'arn:aws:s3:::half-tagged-bucket', why: 'has no tag EnvironmentType and Product' },
        { arn: 'arn:aws:s3:::foreign-bucket', why: 'there is no product other' },
      ]),
    );
    expect((await run('purge', 'dev', '--plan')).stdout).toContain('Left behind by dev, to be deleted:');
    // No search by tags finds roles: https://docs.aws.amazon.com/ARG/latest/userguide/supported-resources.html
    const found = plan.remove.filter(({ type }: { type: string }) => type !== 'AWS::IAM::Role');
    expect(await tagged('dev')).toEqual(expect.arrayContaining(found.map(({ arn }: { arn: string }) => arn)));
  });

  it('goes on where it was killed', async () => {
    const before = await tagged('dev');
    await sandbox.setFaults({ stackStepMs: 50 });
    await killedAfter(4);
    const after = await tagged('dev');
    expect(after.length).toBeLessThan(before.length);
    expect(after.length).toBeGreaterThan(before.length - 6);
  }, 30_000);

  it('reports what cannot be deleted with AWS’s reason, goes on with the rest, and finishes the next time', async () => {
    await sandbox.setFaults({ failDeletions: { FileSystem: 'Not today.', BucketsAssets: 'Nor this.' } });
    const first = await run('purge', 'dev', '--json');
    expect(first.code).toBe(1);
    expect(first.stderr).toMatch(/3 resources not deleted; run \\"npm run catalog -- purge dev\\" again/);
    const { failed } = JSON.parse(first.stdout);
    expect(failed).toEqual(
      expect.arrayContaining([
        { arn: expect.stringContaining(':file-system/'), why: 'Not today.' },
        { arn: expect.stringContaining('bellyfed-dev-assets'), why: 'Nor this.' },
        // The access log of the one that is still there.
        {
          arn: expect.stringContaining('bellyfed-dev-logs'),
          why: expect.stringMatching(/^bellyfed-dev-assets-\w+ uses it and is still there$/),
        },
      ]),
    );
    await sandbox.setFaults({});
    const second = await run('purge', 'dev');
    expect(second).toMatchObject({ code: 0, stdout: 'Of dev, 3 resources are deleted.\n' });

    const left = await tagged('dev');
    expect(left.sort()).toEqual([
      expect.stringMatching(/^arn:aws:route53:::hostedzone\//),
      'arn:aws:s3:::foreign-bucket',
      'arn:aws:s3:::half-tagged-bucket',
      'arn:aws:s3:::living-bucket',
    ]);
    const third = await run('purge', 'dev');
    expect(third.code).toBe(0);
    expect(third.stderr).toContain('Nothing of dev is left to be deleted in this account and region.');
  });

  it('leaves what another environment left behind alone', async () => {
    expect(await tagged('two')).toEqual(others);
  });
});

it.each(['staging', 'prod'])('never deletes what %s left behind', async (type) => {
  const tags = { Environment: `my-${type}`, EnvironmentType: type, Product: 'data' };
  await createStack(`${type}-data`, bucketStack(`my-${type}-bucket`, tags));
  await deleteStack(`${type}-data`);
  const refused = await run('purge', `my-${type}`, '--yes');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain(`is of my-${type} as a ${type} environment`);
  expect(await tagged(`my-${type}`)).toEqual([`arn:aws:s3:::my-${type}-bucket`]);
});

it('refuses while the environment lives in a region that its tables have replicas in', async () => {
  const tags = { Environment: 'far', EnvironmentType: 'dev', Product: 'data' };
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const Properties = {
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    Replicas: ['us-east-1', 'eu-west-1'].map((Region) => ({ Region, Tags })),
  };
  const table = { Type: 'AWS::DynamoDB::GlobalTable', DeletionPolicy: 'Retain', Properties };
  await createStack('far-data', { Resources: { Table: table } });
  await deleteStack('far-data');
  const there = new CloudFormation(sandbox.client(undefined, 'eu-west-1'));
  const TemplateBody = JSON.stringify({
    Parameters: { EnvironmentName: { Type: 'String', Default: 'far' } },
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
  });
  await there.createStack({ StackName: 'far-network', TemplateBody });
  const refused = await run('purge', 'far');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('far is still there: the stack far-network');
  await there.deleteStack({ StackName: 'far-network' });
  while ((await there.describeStacks({})).Stacks?.length) await new Promise((done) => setTimeout(done, 20));
  expect((await run('purge', 'far', '--plan')).stdout).toContain('copies in eu-west-1');
  expect(await run('purge', 'far')).toMatchObject({ code: 0, stdout: 'Of far, 1 resource is deleted.\n' });
});

it('deletes nothing on AWS unless the environment’s name is typed', async () => {
  const tags = { Environment: 'asked', EnvironmentType: 'test', Product: 'data' };
  await createStack('asked-data', bucketStack('asked-bucket', tags));
  await deleteStack('asked-data');
  const terminal = () => Object.assign(new PassThrough(), { isTTY: true });
  const [stdin, stderr] = [terminal(), terminal()];
  stdin.write('yes\n');
  // The sandbox by an address that isn't known as this machine's, which it answers through a proxy only; the SDK's
  // credentials come from the process.
  const AWS_ENDPOINT_URL = byAnotherAddress(sandbox.url);
  const credentials = { AWS_ACCESS_KEY_ID: '000000000000', AWS_SECRET_ACCESS_KEY: 'none', AWS_REGION: 'us-east-1' };
  const before = jest.replaceProperty(process, 'env', { ...process.env, ...credentials });
  const env = { AWS_ENDPOINT_URL, ...credentials };
  const { code } = await runCatalog(['purge', 'asked'], { stdin, stderr, env }).finally(() => before.restore());
  const said = String(stderr.read());
  expect(code).toBe(1);
  expect(said).toContain('Delete 1 resource for good? Type asked to go on:');
  expect(said).toContain('Nothing was changed: asked was asked for, got: yes.');
  expect(await tagged('asked')).toEqual(['arn:aws:s3:::asked-bucket']);
});

/** Protects what dev left behind as a person might who wanted to keep it for a while. */
async function protect(): Promise<void> {
  const control = new CloudControl(sandbox.client());
  const left = await tagged('dev');
  const change = async (TypeName: string, arn: string, operation: object) => {
    const found = left.filter((each) => each.includes(arn)).map((each) => each.split(/[:/]/).at(-1));
    expect(found.length).toBeGreaterThan(0);
    for (const Identifier of found) {
      const PatchDocument = JSON.stringify([{ op: 'add', ...operation }]);
      const { ProgressEvent: begun } = await control.updateResource({ TypeName, Identifier, PatchDocument });
      let status = begun?.OperationStatus;
      while (status === 'IN_PROGRESS') {
        const { ProgressEvent: now } = await control.getResourceRequestStatus({ RequestToken: begun?.RequestToken });
        status = now?.OperationStatus;
      }
      expect(status).toBe('SUCCESS');
    }
  };
  await change('AWS::Cognito::UserPool', ':userpool/', { path: '/DeletionProtection', value: 'ACTIVE' });
  const replica = { path: '/Replicas/0/DeletionProtectionEnabled', value: true };
  await change('AWS::DynamoDB::GlobalTable', ':table/', replica);
  const Statement = [{ Effect: 'Deny', Principal: '*', Action: ['backup:DeleteRecoveryPoint'], Resource: '*' }];
  const policy = { path: '/AccessPolicy', value: { Version: '2012-10-17', Statement } };
  await change('AWS::Backup::BackupVault', ':backup-vault:', policy);
}

/** Runs a purge of dev in a process of its own, and kills it when it begins with that many things. */
async function killedAfter(count: number): Promise<void> {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/bin.cjs'), 'purge', 'dev'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, AWS_ENDPOINT_URL: sandbox.url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
    if ((said.match(/^Deleting /gm) ?? []).length >= count) child.kill('SIGKILL');
  });
  const signal = await new Promise((done) => child.on('close', (_code, by) => done(by)));
  expect(signal).toBe('SIGKILL');
}
