/** A run in an account that the catalog is in use in: it refuses, and changes nothing. */
import { setTimeout as pause } from 'node:timers/promises';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { startPublishedSandbox } from '../published-catalog/published-sandbox';
import { type RecordingProxy, startRecordingProxy } from '../sandbox/recording-proxy';
import type { TestSandbox } from '../sandbox/with-sandbox';
import { runCatalog } from '../scripts/run-catalog';
import { listing } from './listing';
import { reportFolder, spawnRun } from './spawn-run';

const ACCOUNT = '000000000000';

let sandbox: TestSandbox;
let proxy: RecordingProxy;
const reports = reportFolder();

beforeAll(async () => {
  sandbox = await startPublishedSandbox();
  const launch = ['launch', 'network', '--environment', 'dev', '--type', 'dev', '--endpoint-url', sandbox.url];
  expect(await runCatalog(launch, { env: { PATH: process.env.PATH } })).toMatchObject({ code: 0 });
  await guarded();
  proxy = await startRecordingProxy(sandbox.url);
}, 240_000);
afterAll(async () => {
  await proxy?.close();
  await sandbox?.stop();
  reports.remove();
});

/** Waits until the guard has protected what was launched: that is its last change. */
async function guarded(): Promise<void> {
  const client = new CloudFormation(sandbox.client());
  const { Stacks = [] } = await client.describeStacks({});
  const StackName = Stacks.find(({ StackName: name }) => name?.startsWith('SC-'))?.StackName;
  while ((await client.getStackPolicy({ StackName })).StackPolicyBody === undefined) await pause(20);
}

const run = (...args: string[]) =>
  spawnRun(['--endpoint-url', proxy.url, '--account', ACCOUNT, '--report', reports.path, ...args]).end;

test('a run refuses where the catalog is in use, names what is there, and changes nothing', async () => {
  const before = await listing(sandbox);
  expect(before.length).toBeGreaterThan(40);
  const { code, stderr } = await run();
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing was begun') });
  expect(stderr).toMatch(/stack BellyfedCatalog(Hub|Account)/);
  expect(await listing(sandbox)).toEqual(before);
});

test('a removal by the id of a run that made nothing takes nothing away, though everything has the names', async () => {
  const before = await listing(sandbox);
  expect(await run('--only', 'removal', '--run', 'run-00000000')).toMatchObject({ code: 0 });
  expect(await listing(sandbox)).toEqual(before);
});

test('both only read', () => {
  const operations = [...new Set(proxy.calls.flatMap(({ operation }) => operation || []))];
  expect(operations).toEqual(expect.arrayContaining(['DescribeStacks', 'ListRoles', 'SearchProvisionedProducts']));
  expect(operations.filter((name) => !/^(Get|List|Describe|Search)/.test(name))).toEqual([]);
});

test('a run that nobody agrees to makes nothing, in an account without the catalog', async () => {
  const env = { AWS_ACCESS_KEY_ID: '333333333333', AWS_SECRET_ACCESS_KEY: 'none' };
  const args = ['--endpoint-url', sandbox.url, '--report', reports.path];
  await listing(sandbox, '333333333333');
  const before = await listing(sandbox, '333333333333');
  const { code, stderr } = await spawnRun([...args, '--account', ACCOUNT], env).end;
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('Nothing was made') });
  expect(stderr).toContain('account 333333333333, region us-east-1');
  expect(await listing(sandbox, '333333333333')).toEqual(before);
});
