import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStackResourceCommand,
  GetStackPolicyCommand,
  SetStackPolicyCommand,
} from '@aws-sdk/client-cloudformation';
import { ListProvisionedProductPlansCommand } from '@aws-sdk/client-service-catalog';
import { addRelease } from '../../../catalog/release';
import type { Template } from '../../../catalog/template';
import { guardPolicy } from '../../../portfolios/guard/guard-policy';
import { type TierId, tierIds } from '../../../products/environment/tiers';
import { EnvironmentCatalog } from '../../products/environment/environment-catalog';
import { environmentPinning } from '../../products/environment/environment-pinning';
import { keyedTable, standIn, standInResource } from '../../products/environment/stand-in';
import { text } from '../../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { type Run, runCatalog } from '../run-catalog';

/** A tier's stand-in; data and search have a table, by this key, that can be restored while there are no `CallbackUrls`. */
function tierTemplate(tier: TierId, size: string, key = 'id'): Template {
  const template = standIn(tier, size);
  if (tier !== 'data' && tier !== 'search') return template;
  const Table = {
    Type: 'AWS::DynamoDB::Table',
    DeletionPolicy: 'Delete',
    Properties: {
      ...keyedTable(key),
      ...(tier === 'data' && {
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: { 'Fn::If': ['HasUrls', false, true] } },
      }),
    },
  };
  const HasUrls = { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'CallbackUrls' }, ''] }] };
  const Conditions = { ...template.Conditions, ...(tier === 'data' && { HasUrls }) };
  return { ...template, Conditions, Resources: { ...template.Resources, Table } };
}

describe('catalog upgrade of an environment that was launched as one', () => {
  const root = mkdtempSync(join(tmpdir(), 'upgrades-'));
  let sandbox: TestSandbox;
  let offered: EnvironmentCatalog;
  let stacks: CloudFormationClient;

  const run = (...args: string[]): Promise<Run> => runCatalog(args, { root, env: { AWS_ENDPOINT_URL: sandbox.url } });

  const release = (id: string, version: string, template: string) =>
    addRelease(join(root, 'products', id), { version, notes: `${id} ${version}.`, template });

  const offer = async (id: string, version: string, template: string, isReleased = true) => {
    if (isReleased) release(id, version, template);
    await offered.catalog.version(text(offered.productIds.get(id)), version, template);
  };

  const states = async () => {
    const all = Object.entries(await offered.launched());
    return Object.fromEntries(
      all.map(([name, { ProvisioningArtifactName, Status }]) => [name, `${ProvisioningArtifactName} ${Status}`]),
    );
  };

  const physicalId = async (name: string, LogicalResourceId: string) => {
    const { StackResourceDetail: detail } = await stacks.send(
      new DescribeStackResourceCommand({ StackName: await stackOf(name), LogicalResourceId }),
    );
    return text(detail?.PhysicalResourceId);
  };

  const stackOf = async (name: string) => (await offered.launched())[name]?.PhysicalId;
  const protect = async (name: string) =>
    stacks.send(new SetStackPolicyCommand({ StackName: await stackOf(name), StackPolicyBody: guardPolicy() }));
  const policy = async (name: string) =>
    (await stacks.send(new GetStackPolicyCommand({ StackName: await stackOf(name) }))).StackPolicyBody;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    stacks = new CloudFormationClient(sandbox.client());
    for (const tier of tierIds) release(tier, '1.0.0', JSON.stringify(tierTemplate(tier, 'first')));
    release('environment', '1.0.0', environmentPinning({}));
    offered = await EnvironmentCatalog.publish(sandbox, (tier) => ({
      template: tierTemplate(tier, 'first'),
      actions: ['*'],
    }));
    for (const tier of ['network', 'data', 'app'] as const) {
      await offer(tier, '1.1.0', JSON.stringify(tierTemplate(tier, 'second')));
    }
    await offer('environment', '1.1.0', environmentPinning({ network: '1.1.0', data: '1.1.0', app: '1.1.0' }));
    await offered.launch('one');
  });
  afterAll(async () => {
    await sandbox.stop();
    rmSync(root, { recursive: true, force: true });
  });
  afterEach(async () => {
    await sandbox.setFaults({});
    const command = new ListProvisionedProductPlansCommand({ AccessLevelFilter: { Key: 'Account', Value: 'self' } });
    const { ProvisionedProductPlans: plans = [] } = await offered.catalog.client.send(command);
    // The one that may be left was carried out.
    expect(plans.filter(({ ProvisionProductName: name }) => name !== 'one')).toEqual([]);
  });

  it('shows what it does inside every tier, by a plan that AWS makes of each, in their order', async () => {
    const { stdout } = await run('upgrade', 'one', '--plan', '--json');
    const [plan] = JSON.parse(stdout);
    expect(plan).toMatchObject({ name: 'one', from: '1.0.0', to: '1.1.0', source: 'aws', stops: [] });
    expect(plan.tiers).toMatchObject(
      ['network', 'data', 'app'].map((tier) => ({
        ...{ name: `one-${tier}`, from: '1.0.0', to: '1.1.0', source: 'aws' },
        resources: [{ logicalId: standInResource(tier as TierId), aws: 'none', verdict: 'passes' }],
      })),
    );
    expect(Object.values(await states())).toEqual(Array(6).fill('1.0.0 AVAILABLE'));
  });

  it('is as it was after a tier has failed, and upgraded by a second run, its data where it was', async () => {
    const before = await states();
    const table = await physicalId('one-data', 'Table');
    await sandbox.setFaults({ failResources: { [standInResource('app')]: 'No queues today.' } });
    const failed = await run('upgrade', 'one');
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toMatch(/one runs 1\.0\.0 as before \(TAINTED\): App: AppQueue.*No queues today/);
    expect(failed.stderr).toContain('one-network 1.0.0 AVAILABLE, one-data 1.0.0 AVAILABLE, one-app 1.0.0');
    expect(await states()).toMatchObject({
      ...before,
      one: '1.0.0 TAINTED',
      'one-app': expect.stringContaining('1.0.0'),
    });

    await sandbox.setFaults({});
    expect(await run('upgrade', 'one')).toMatchObject({ code: 0, stdout: expect.stringContaining('one is AVAILABLE') });
    expect(await states()).toMatchObject({
      ...{ one: '1.1.0 AVAILABLE', 'one-network': '1.1.0 AVAILABLE', 'one-data': '1.1.0 AVAILABLE' },
      ...{ 'one-app': '1.1.0 AVAILABLE', 'one-search': '1.0.0 AVAILABLE' },
    });
    expect(await physicalId('one-data', 'Table')).toBe(table);
  });

  it('rolls back, tiers and all', async () => {
    expect(await run('rollback', 'one')).toMatchObject({ code: 0 });
    expect(Object.values(await states())).toEqual(Array(6).fill('1.0.0 AVAILABLE'));
  });

  it('gives its tiers other answers, and stops before one loses something by them', async () => {
    const urls = ['-p', 'CallbackUrls=https://example.com'];
    const refused = await run('upgrade', 'one', '--to', '1.0.0', ...urls);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /one-data, Data of its environment: .*\n +CallbackUrls: \(empty\) → https:\/\/example\.com/,
    );
    expect(refused.stderr).toMatch(/one-data\.Table .*PointInTimeRecoveryEnabled is switched off/);
    expect(await run('upgrade', 'one', '--to', '1.0.0', ...urls, '--allow-replace', 'Data.Table')).toMatchObject({
      code: 0,
    });
    expect(await run('upgrade', 'one', '--to', '1.0.0', '-p', 'CallbackUrls=')).toMatchObject({ code: 0 });
  });

  it('is upgraded as a whole: its tiers are listed under it, and not upgraded by themselves', async () => {
    const listed = JSON.parse((await run('outdated', '--json')).stdout);
    expect(listed).toMatchObject([
      { name: 'one', newest: '1.1.0', isBehind: true },
      { name: 'one-app', environment: 'one' },
      { name: 'one-data', environment: 'one' },
      { name: 'one-network', environment: 'one' },
    ]);
    expect((await run('outdated')).stdout).toMatch(/ {2}one-data +Bellyfed Data.*upgrade the environment: one/);
    const refused = await run('upgrade', 'one-data');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('one-data is a tier of one, which would put it back');
  });

  it('stops before a tier loses a table, though its own plan shows none, and passes under the guard by name', async () => {
    await offer('data', '2.0.0', JSON.stringify(tierTemplate('data', 'third', 'other')));
    await offer('environment', '2.0.0', environmentPinning({ network: '1.1.0', data: '2.0.0' }));
    const table = await physicalId('one-data', 'Table');
    await protect('one-data');
    const refused = await run('upgrade', 'one', '--to', '2.0.0');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/Data +AWS::ServiceCatalog::CloudFormationProvisionedProduct +in place/);
    expect(refused.stderr).toMatch(/one-data\.Table \(AWS::DynamoDB::Table\): AWS plans a replacement.*KeySchema/);
    expect(await states()).toMatchObject({ one: '1.0.0 AVAILABLE', 'one-data': '1.0.0 AVAILABLE' });

    await sandbox.setFaults({ failResources: { [standInResource('network')]: 'No queues today.' } });
    const failed = await run('upgrade', 'one', '--to', '2.0.0', '--allow-replace', 'Data.Table');
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('No queues today') });
    // Its stack never moved: nothing but the command takes back at once what was allowed of it.
    expect([await policy('one-data'), await physicalId('one-data', 'Table')]).toEqual([guardPolicy(), table]);
    await sandbox.setFaults({});

    expect(await run('upgrade', 'one', '--to', '2.0.0', '--allow-replace', 'Data.Table')).toMatchObject({ code: 0 });
    expect(await states()).toMatchObject({ one: '2.0.0 AVAILABLE', 'one-data': '2.0.0 AVAILABLE' });
    expect(await physicalId('one-data', 'Table')).not.toBe(table);
    expect(await policy('one-data')).toBe(guardPolicy());
  });

  it('stops before a tier goes as a whole, and lets it go by name', async () => {
    await protect('one');
    const refused = await run('upgrade', 'one', '--to', '2.0.0', '-p', 'SearchTier=no');
    expect(refused.stderr).toMatch(/one\.Search .*AWS plans a removal/);
    expect(refused.stderr).toMatch(
      /Table +AWS::DynamoDB::Table +removal.*goes with its tier; its deletion policy is Delete/,
    );
    expect(
      await run(...['upgrade', 'one', '--to', '2.0.0', '-p', 'SearchTier=no', '--allow-replace', 'Search']),
    ).toMatchObject({ code: 0 });
    expect(await states()).not.toHaveProperty('one-search');
    expect(await policy('one')).toBe(guardPolicy());
  });

  it('stops where it can not see what becomes of the tiers', async () => {
    await offer('environment', '3.0.0', environmentPinning({}), false);
    const refused = await run('upgrade', 'one', '--to', '3.0.0', '--plan');
    expect(refused.stdout).toContain('Bellyfed Environment 3.0.0 is not among the releases of this project');
    expect(refused.stdout).toContain('--allow-replace one-data.Data');
  });

  it('doesn’t launch a tier beside one of its name that is no part of the environment, and names what takes that away', async () => {
    const search = offered.productIds.get('search');
    await offered.launch('two', { SearchTier: 'no' });
    await offered.launches.provision({
      ...{ name: 'two-search', ProductId: search, ProvisioningArtifactName: '1.0.0', PathName: 'Bellyfed Developers' },
      ProvisioningParameters: [{ Key: 'EnvironmentName', Value: 'two' }],
    });
    const update = () => run('upgrade', 'two', '--to', '1.0.0', '-p', 'SearchTier=yes');
    const refused = await update();
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /two would launch two-search, which there is already \(\w+\) and which is no part of it\. Take it away: npm run catalog -- terminate two-search/,
    );
    expect(await run('terminate', 'two-search')).toMatchObject({ code: 0 });
    expect(await update()).toMatchObject({ code: 0 });
    expect(await states()).toMatchObject({ two: '1.0.0 AVAILABLE', 'two-search': '1.0.0 AVAILABLE' });
    await offered.terminate('two');
  });
});
