import { DisassociatePrincipalFromPortfolioCommand } from '@aws-sdk/client-service-catalog';
import { type TierId, tierIds } from '../../../products/environment/tiers';
import { text } from '../../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { EnvironmentCatalog, outputsOf } from './environment-catalog';
import { environmentPinning } from './environment-pinning';
import { standIn, standInResource } from './stand-in';

let sandbox: TestSandbox;
let offered: EnvironmentCatalog;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  offered = await EnvironmentCatalog.publish(sandbox, (tier) => ({ template: standIn(tier), actions: ['*'] }));
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.setFaults({}));

const named = (environmentName: string, tiers: readonly TierId[] = tierIds) =>
  tiers.map((tier) => `${environmentName}-${tier}`);

/** Names of what is launched of an environment, itself excluded. */
async function tiersOf(environmentName: string): Promise<string[]> {
  const names = Object.keys(await offered.launched());
  return named(environmentName).filter((name) => names.includes(name));
}

test('an environment launches its tiers in order, each with its own role and stack, and terminates in reverse', async () => {
  const record = await offered.launch('first');
  expect(record.RecordDetail).toMatchObject({ Status: 'SUCCEEDED', RecordErrors: [] });
  expect(outputsOf(record)).toMatchObject({
    ApplicationUrl: 'the ApplicationUrl of app',
    ApiUrl: 'the RestApiUrl of app',
    UserPoolId: 'the UserPoolId of data',
    HostedZoneNameServers: 'the HostedZoneNameServers of network',
    SearchUrl: 'the SearchFunctionUrl of search',
    DashboardName: 'the OverviewDashboardName of observability',
  });

  const launched = await offered.launched();
  const stacks = await Promise.all(named('first').map((name) => offered.stack(text(launched[name]?.PhysicalId))));
  expect(named('first').map((name) => launched[name]?.Status)).toEqual(tierIds.map(() => 'AVAILABLE'));
  expect(stacks.map(({ RoleARN }) => RoleARN)).toEqual(
    tierIds.map((tier) => `arn:aws:iam::000000000000:role/BellyfedLaunch-${tier}`),
  );
  const created = stacks.map(({ CreationTime }) => Number(CreationTime));
  expect(created).toEqual([...created].sort((one, other) => one - other));
  expect(named('first').map((name) => launched[name]?.UserArn)).toEqual(
    tierIds.map(() => 'arn:aws:iam::000000000000:role/BellyfedLaunch-environment'),
  );

  expect((await offered.terminate('first')).RecordDetail?.Status).toBe('SUCCEEDED');
  expect(await tiersOf('first')).toEqual([]);
  const after = await Promise.all(stacks.map(({ StackId }) => offered.stack(text(StackId))));
  expect(after.map(({ StackStatus }) => StackStatus)).toEqual(tierIds.map(() => 'DELETE_COMPLETE'));
  const deleted = after.map(({ DeletionTime }) => Number(DeletionTime));
  expect(deleted).toEqual([...deleted].sort((one, other) => other - one));
});

test('a tier that fails takes the environment back, and is named with its reason', async () => {
  await sandbox.setFaults({ failResources: { [standInResource('search')]: 'No capacity today.' } });
  const { RecordDetail: record } = await offered.launch('failing');
  expect(record?.Status).toBe('FAILED');
  const { Id, Status } = await offered.launches.detail('failing');
  expect(Status).toBe('ERROR');
  expect((await offered.launches.failures(Id)).join('\n')).toMatch(
    /Unable to launch provisioned product because: .*SearchQueue/,
  );
  expect(await tiersOf('failing')).toEqual([]);
  await sandbox.setFaults({});
  expect((await offered.terminate('failing')).RecordDetail?.Status).toBe('SUCCEEDED');
  expect((await offered.launch('failing')).RecordDetail?.Status).toBe('SUCCEEDED');
  await offered.terminate('failing');
});

test('optional tiers come and go with an update', async () => {
  await offered.launch('small', { SearchTier: 'no', ObservabilityTier: 'no' });
  expect(await tiersOf('small')).toEqual(named('small', ['network', 'data', 'app']));
  const all = await offered.update('small');
  expect(all.RecordDetail).toMatchObject({ Status: 'SUCCEEDED', RecordErrors: [] });
  expect(await tiersOf('small')).toEqual(named('small'));
  expect((await offered.update('small', { SearchTier: 'no' })).RecordDetail?.Status).toBe('SUCCEEDED');
  expect(await tiersOf('small')).toEqual(named('small', ['network', 'data', 'app', 'observability']));
  await offered.terminate('small');
});

test('an environment with a base has no network and data of its own, and the base stays as long as it is used', async () => {
  expect((await offered.launch('orphan', { BaseEnvironment: 'shared' })).RecordDetail?.Status).toBe('FAILED');
  await offered.terminate('orphan');

  await offered.launch('shared');
  const based = await offered.launch('mine', { BaseEnvironment: 'shared', Subdomain: 'mine' });
  expect(based.RecordDetail).toMatchObject({ Status: 'SUCCEEDED', RecordErrors: [] });
  expect(await tiersOf('mine')).toEqual(named('mine', ['app', 'search', 'observability']));

  const { RecordDetail: refused } = await offered.terminate('shared');
  expect(refused?.Status).toBe('FAILED');
  expect(refused?.RecordErrors?.[0]?.Description).toContain('The following resource(s) failed to delete: [Data');
  expect(await tiersOf('shared')).toEqual(named('shared', ['network', 'data']));
  expect(await tiersOf('mine')).toEqual(named('mine', ['app', 'search', 'observability']));

  expect((await offered.terminate('mine')).RecordDetail?.Status).toBe('SUCCEEDED');
  expect((await offered.terminate('shared')).RecordDetail?.Status).toBe('SUCCEEDED');
  expect(await tiersOf('shared')).toEqual([]);
});

test('an environment whose launch role is no principal of the portfolio is refused in the words of Service Catalog', async () => {
  const [role, portfolio] = ['arn:aws:iam:::role/BellyfedLaunch-environment', text(offered.portfolioIds[0])];
  const association = { PortfolioId: portfolio, PrincipalARN: role, PrincipalType: 'IAM_PATTERN' } as const;
  await offered.catalog.client.send(new DisassociatePrincipalFromPortfolioCommand(association));
  expect((await offered.launch('stranger')).RecordDetail?.Status).toBe('FAILED');
  const { Id } = await offered.launches.detail('stranger');
  expect((await offered.launches.failures(Id)).join('\n')).toContain('Invalid PathName: Bellyfed Developers');
  await offered.catalog.admit(portfolio, role);
  await offered.terminate('stranger');
});

describe('a newer version of the environment', () => {
  beforeAll(async () => {
    for (const tier of tierIds) {
      const productId = text(offered.productIds.get(tier));
      await offered.catalog.version(productId, '1.1.0', JSON.parse(JSON.stringify(standIn(tier, 'second'))));
    }
    const newer = environmentPinning(Object.fromEntries(tierIds.map((tier) => [tier, '1.1.0'])));
    const productId = text(offered.productIds.get('environment'));
    await offered.catalog.version(productId, '1.1.0', JSON.parse(newer));
  });

  const versions = async (name: string) => {
    const launched = await offered.launched();
    return named(name).map((tier) => launched[tier]?.ProvisioningArtifactName);
  };

  test('updates the tiers in place, in order', async () => {
    await offered.launch('growing');
    const before = await offered.launched();
    expect((await offered.update('growing', {}, '1.1.0')).RecordDetail).toMatchObject({ Status: 'SUCCEEDED' });
    const after = await offered.launched();
    const ids = (all: typeof after) => named('growing').map((name) => [all[name]?.Id, all[name]?.PhysicalId]);
    expect(ids(after)).toEqual(ids(before));
    expect(await versions('growing')).toEqual(tierIds.map(() => '1.1.0'));
    const stacks = await Promise.all(named('growing').map((name) => offered.stack(text(after[name]?.PhysicalId))));
    const updated = stacks.map(({ LastUpdatedTime }) => Number(LastUpdatedTime));
    expect(updated).toEqual([...updated].sort((one, other) => one - other));
    await offered.terminate('growing');
  });

  test('takes all the tiers back to their versions when one of them fails', async () => {
    await offered.launch('staying');
    await sandbox.setFaults({ failResources: { [standInResource('app')]: 'No capacity today.' } });
    const { RecordDetail: record } = await offered.update('staying', {}, '1.1.0');
    await sandbox.setFaults({});
    expect(record?.Status).toBe('FAILED');
    expect((await offered.launches.detail('staying')).Status).toBe('TAINTED');
    expect(await versions('staying')).toEqual(tierIds.map(() => '1.0.0'));
    expect((await offered.update('staying', {}, '1.1.0')).RecordDetail?.Status).toBe('SUCCEEDED');
    expect(await versions('staying')).toEqual(tierIds.map(() => '1.1.0'));
    await offered.terminate('staying');
  });
});

test('an environment that is renamed, which it must not be, leaves the tiers of its old name alone', async () => {
  await offered.launch('before');
  const { RecordDetail: record } = await offered.update('before', { EnvironmentName: 'after' });
  expect(record?.Status).toBe('SUCCEEDED');
  expect(await tiersOf('before')).toEqual(named('before'));
  expect(await tiersOf('after')).toEqual(named('after'));
});
