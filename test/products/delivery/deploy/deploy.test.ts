import { randomUUID } from 'node:crypto';
import {
  ListProvisionedProductPlansCommand,
  ServiceCatalog,
  UpdateProvisionedProductCommand,
} from '@aws-sdk/client-service-catalog';
import { type DeploymentContext, deploy } from '../../../../products/delivery/deploy/deploy.codebuild';
import { readDeployment } from '../../../../products/delivery/deploy/deployment.codebuild';
import { startTestSandbox, type TestSandbox } from '../../../sandbox/with-sandbox';
import { callBySdk } from './call-by-sdk';
import { TestTiers } from './tier';

let sandbox: TestSandbox;
let tiers: TestTiers;
let count = 0;
let environment: string;
let lines: string[];
beforeAll(async () => {
  sandbox = await startTestSandbox();
  tiers = new TestTiers(sandbox);
});
beforeEach(async () => {
  count += 1;
  environment = `env-${count}`;
  lines = [];
  await tiers.launch(environment, 'app');
});
afterEach(() => sandbox.setFaults({}));
afterAll(() => sandbox.stop());

function run(deployment: unknown, more: Partial<DeploymentContext> = {}): Promise<void> {
  return deploy(readDeployment(JSON.stringify(deployment)), {
    environment,
    mode: 'deploy',
    allowReplacement: false,
    call: callBySdk(sandbox.client()),
    print: (line) => lines.push(line),
    pause: () => new Promise((done) => setTimeout(done, 10)),
    newToken: randomUUID,
    ...more,
  });
}

const name = () => `${environment}-app`;
const parameters = () => tiers.parameters(name());
const launched = () => ({
  EnvironmentName: environment,
  Tier: 'app',
  GroupName: environment,
  TableName: 'one',
  Image: 'web:1',
});
const plans = async () => {
  const { Id } = await tiers.launches.detail(name());
  const list = new ListProvisionedProductPlansCommand({ ProvisionProductId: Id });
  return (await tiers.catalog.client.send(list)).ProvisionedProductPlans;
};

test('a parameter is changed, and all the others keep their values', async () => {
  await run({ app: { parameters: { Image: 'web:2' } } });
  expect(await parameters()).toEqual({ ...launched(), Image: 'web:2' });
  expect(lines).toEqual([`${name()}: 1 resources change`, '  MODIFY Topic (AWS::SNS::Topic)', `${name()}: done`]);
});

test('a version brings its new parameters with their defaults, and keeps what was typed', async () => {
  const before = await tiers.launches.detail(name());
  await run({ app: { version: '1.1.0' } });
  expect(lines).toEqual([`${name()}: no resource changes`, `${name()}: done`]);
  expect(await parameters()).toEqual({ ...launched(), Brought: 'by 1.1.0' });
  expect((await tiers.launches.detail(name())).ProvisioningArtifactId).not.toBe(before.ProvisioningArtifactId);
});

test('a plan changes nothing, and leaves no plan behind', async () => {
  await run({ app: { parameters: { Image: 'web:2' } } }, { mode: 'plan' });
  expect(lines).toContain('  MODIFY Topic (AWS::SNS::Topic)');
  expect(await parameters()).toEqual(launched());
  expect(await plans()).toEqual([]);
});

test('what is there already is no error', async () => {
  await run({ app: { parameters: { Image: 'web:1' } } });
  expect(lines).toEqual([`${name()}: no resource changes`]);
});

test('what holds no data may be replaced', async () => {
  await run({ app: { parameters: { GroupName: `${environment}-next` } } });
  expect(lines).toContain('  MODIFY Group (AWS::Logs::LogGroup), replaced');
  expect((await parameters()).GroupName).toBe(`${environment}-next`);
});

describe.each([
  ['replaced', { parameters: { TableName: 'two' } }],
  ['removed', { version: '2.0.0' }],
])('what holds data isn’t %s', (_, change) => {
  it.each(['plan', 'deploy'] as const)('when asked to %s, and no plan stays behind', async (mode) => {
    await expect(run({ app: change }, { mode })).rejects.toThrow(
      `${name()}: Table would be removed or replaced, with the data inside.`,
    );
    expect(await parameters()).toEqual(launched());
    expect(await plans()).toEqual([]);
  });

  it('unless it is allowed', async () => {
    await run({ app: change }, { allowReplacement: true });
    expect(lines.at(-1)).toBe(`${name()}: done`);
  });
});

test('a failed update says why, and the tiers after it aren’t touched', async () => {
  await tiers.launch(environment, 'observability');
  await sandbox.setFaults({ failResources: { Topic: 'not today' } });
  const change = { parameters: { Image: 'web:2' } };
  await expect(run({ observability: change, app: change })).rejects.toThrow(
    new RegExp(`^${name()}: .* Topic: .*not today`),
  );
  await sandbox.setFaults({});
  expect((await tiers.parameters(`${environment}-observability`)).Image).toBe('web:1');
});

test('waits until what is under way for the tier is done', async () => {
  await sandbox.setFaults({ stackStepMs: 50 });
  const { ProductId, ProvisioningArtifactId } = await tiers.launches.detail(name());
  await tiers.catalog.client.send(
    new UpdateProvisionedProductCommand({
      ProvisionedProductName: name(),
      ProductId,
      ProvisioningArtifactId,
      ProvisioningParameters: [
        ...['EnvironmentName', 'Tier', 'GroupName', 'TableName'].map((Key) => ({ Key, UsePreviousValue: true })),
        { Key: 'Image', Value: 'web:by-hand' },
      ],
    }),
  );
  await run({ app: { parameters: { GroupName: `${environment}-next` } } });
  expect(await parameters()).toMatchObject({ Image: 'web:by-hand', GroupName: `${environment}-next` });
});

test('waits until the plan of another deployment is gone', async () => {
  const { ProductId, ProvisioningArtifactId } = await tiers.launches.detail(name());
  const serviceCatalog = new ServiceCatalog(sandbox.client());
  const other = await serviceCatalog.createProvisionedProductPlan({
    PlanName: 'other',
    PlanType: 'CLOUDFORMATION',
    ProvisionedProductName: name(),
    ProductId,
    ProvisioningArtifactId,
    ProvisioningParameters: [{ Key: 'Image', Value: 'web:other' }],
  });
  const waits: number[] = [];
  const pause = async () => {
    if (waits.push(0) === 3) await serviceCatalog.deleteProvisionedProductPlan({ PlanId: other.PlanId });
  };
  await run({ app: { parameters: { Image: 'web:2' } } }, { pause });
  expect(waits.length).toBeGreaterThanOrEqual(3);
  expect((await parameters()).Image).toBe('web:2');
});

test.each([
  ['a tier that isn’t there', { search: {} }, 'not found'],
  ['a version that there isn’t', { app: { version: '9.0.0' } }, 'has the versions 1.0.0, 1.1.0, 2.0.0, got: 9.0.0.'],
  [
    'a parameter that the version hasn’t',
    { app: { parameters: { Imgae: 'web:2' } } },
    'has the parameters EnvironmentName, Tier, Image, GroupName, TableName, got: Imgae.',
  ],
])('refuses %s', async (_, deployment, message) => {
  await expect(run(deployment)).rejects.toThrow(message);
});

describe('where the environment product launched the tiers', () => {
  beforeEach(() => tiers.launch(environment, 'environment'));
  const ofEnvironment = () => tiers.parameters(`${environment}-environment`);

  test('an image of the app becomes the image of the environment, which hands it on', async () => {
    await run({ app: { parameters: { Image: 'web:2' } } });
    expect(await ofEnvironment()).toMatchObject({ Image: 'web:2', GroupName: environment });
    expect(await parameters()).toEqual(launched());
    expect(lines.at(-1)).toBe(`${environment}-environment: done`);
  });

  test('what the deployment says of the environment itself is changed with it, in one update', async () => {
    await run({ app: { parameters: { Image: 'web:2' } }, environment: { version: '1.1.0' } });
    expect(await ofEnvironment()).toMatchObject({ Image: 'web:2', Brought: 'by 1.1.0' });
    expect(lines.filter((line) => line.endsWith(': done'))).toEqual([`${environment}-environment: done`]);
  });

  test.each([
    ['a version of a tier', { app: { version: '1.1.0' } }, 'app.version'],
    ['a parameter that the environment does not ask for', { app: { parameters: { GroupName: 'x' } } }, 'GroupName'],
    ['an answer of another tier', { data: { parameters: { Image: 'x' } } }, 'data.parameters.Image'],
  ])('%s is refused, since the environment would undo it, and nothing is changed', async (_, deployment, where) => {
    await expect(run({ ...deployment, environment: { version: '1.1.0' } })).rejects.toThrow(
      new RegExp(`${where}.*${environment}-environment launched this tier`),
    );
    expect(await ofEnvironment()).not.toHaveProperty('Brought');
  });
});

test('an environment that is not launched as one is not found', async () => {
  await expect(run({ environment: { version: '1.1.0' } })).rejects.toThrow(/not found/i);
});
