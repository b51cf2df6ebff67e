/** Network and data in the sandbox, from what was released last to what the source gives, back, and to their end. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { environmentTypeNames, type Product, renderProduct } from '../../catalog/product';
import { loadReleases } from '../../catalog/release';
import { atStage } from '../../portfolios/launch-role/bounded-statements';
import { data } from '../../products/data/product';
import { network } from '../../products/network/product';
import { Launches } from '../sandbox/service-catalog/launches';
import { TestCatalog } from '../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';

const KeyArn = 'arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const zones = { FirstZone: 'us-east-1a', SecondZone: 'us-east-1b', ThirdZone: 'us-east-1c' };
const stores = [network, data];

let sandbox: TestSandbox;
let catalog: TestCatalog;
let launches: Launches;
const ids = new Map<string, { readonly productId: string; readonly released: string; readonly rendered: string }>();

beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
  await catalog.boundaries();
  launches = new Launches(catalog);
  const portfolio = await catalog.portfolio('Bellyfed');
  await catalog.admit(portfolio);
  for (const product of stores) {
    const { productId, artifactId: released } = await catalog.product(product.name, newestRelease(product));
    const rendered = await catalog.version(productId, 'source', renderProduct(product));
    ids.set(product.id, { productId, released, rendered });
    await catalog.associate(portfolio, productId);
    await catalog.role(`BellyfedLaunch-${product.id}`, [
      ...atStage(product.launchRole, 'allowed').flatMap(({ Action }) => Action),
      ...['cloudformation:*', 's3:GetObject'],
    ]);
    await catalog.constrain(portfolio, productId, 'LAUNCH', { LocalRoleName: `BellyfedLaunch-${product.id}` });
  }
});
afterAll(() => sandbox.stop());

function newestRelease({ id }: Product): string {
  const releases = loadReleases(join(__dirname, `../../products/${id}`));
  return readFileSync(releases.at(-1)?.file ?? '', 'utf8');
}

type Answers = Readonly<Record<string, string>>;
type Version = 'released' | 'rendered';

const listed = (answers: Answers) => Object.entries(answers).map(([Key, Value]) => ({ Key, Value }));

/** Launches a product; the name of its stack. */
async function launch(product: Product, version: Version, answers: Answers): Promise<string> {
  const known = ids.get(product.id);
  const { RecordDetail } = await launches.provision({
    name: `${answers.EnvironmentName}-${product.id}`,
    ProductId: known?.productId,
    ProvisioningArtifactId: known?.[version],
    ProvisioningParameters: listed(answers),
  });
  expect(await launches.failures(RecordDetail?.ProvisionedProductId)).toEqual([]);
  expect(RecordDetail).toMatchObject({ Status: 'SUCCEEDED', RecordErrors: [] });
  return RecordDetail?.ProvisionedProductId ?? '';
}

/** Updates a product to a version; the record's status, and what failed in its stack so far. */
async function update(product: Product, version: Version, answers: Answers) {
  const known = ids.get(product.id);
  const { RecordDetail } = await launches.update({
    ProvisionedProductName: `${answers.EnvironmentName}-${product.id}`,
    ProductId: known?.productId,
    ProvisioningArtifactId: known?.[version],
    ProvisioningParameters: listed(answers),
  });
  return [RecordDetail?.Status, ...(await launches.failures(RecordDetail?.ProvisionedProductId))];
}

/** Events of a provisioned product's resources since it was launched, as `LogicalId STATUS`. */
async function story(provisionedProductId: string): Promise<string[]> {
  const client = new CloudFormationClient(sandbox.client());
  const StackName = `SC-000000000000-${provisionedProductId}`;
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
  return StackEvents.map((event) => `${event.LogicalResourceId} ${event.ResourceStatus}`);
}

function answersFor(EnvironmentName: string, EnvironmentType: string): { network: Answers; data: Answers } {
  const isServed = EnvironmentType === 'staging' || EnvironmentType === 'prod';
  const environment = { EnvironmentName, EnvironmentType };
  return {
    network: isServed ? { ...environment, DomainName: 'example.com' } : environment,
    data: isServed ? { ...environment, CallbackUrls: 'https://example.com/auth/callback' } : environment,
  };
}

test.each(environmentTypeNames)(
  '%s comes from the last release to the source without a loss, is taken back, and comes again',
  async (type) => {
    const answers = answersFor(`up-${type}`, type);
    const stacks = [await launch(network, 'released', answers.network), await launch(data, 'released', answers.data)];
    for (const version of ['rendered', 'released', 'rendered'] as const) {
      expect(await update(network, version, answers.network)).toEqual(['SUCCEEDED']);
      expect(await update(data, version, answers.data)).toEqual(['SUCCEEDED']);
    }
    // Named as they are, the zones are no change.
    expect(await update(network, 'rendered', { ...answers.network, ...zones })).toEqual(['SUCCEEDED']);
    const events = (await Promise.all(stacks.map(story))).flat();
    expect(events.filter((event) => / DELETE_|FAILED|ROLLBACK/.test(event))).toEqual([]);
  },
  60_000,
);

test('a network goes on in its own zones, once they are named, and in no others', async () => {
  const answers = answersFor('moved', 'dev').network;
  await launch(network, 'rendered', answers);
  const [status, ...failures] = await update(network, 'rendered', { ...answers, ...zones, FirstZone: 'us-east-1d' });
  expect(status).toBe('FAILED');
  expect(failures.join()).toContain('CIDR Block must change if Availability Zone is changed');
  expect(await update(network, 'rendered', { ...answers, ...zones })).toEqual(['SUCCEEDED', ...failures]);
});

test('with a key, detailed monitoring comes and goes, and Performance Insights stay', async () => {
  const answers = answersFor('watched', 'dev');
  await launch(network, 'rendered', answers.network);
  await launch(data, 'rendered', { ...answers.data, KeyArn });
  for (const DatabaseMonitoring of ['yes', 'no']) {
    expect(await update(data, 'rendered', { ...answers.data, KeyArn, DatabaseMonitoring })).toEqual(['SUCCEEDED']);
  }
});

test('a failed first launch leaves what may be full or refuses its deletion, and nothing else', async () => {
  const answers = answersFor('failed', 'dev');
  await launch(network, 'rendered', answers.network);
  await launches.faults({ failResources: { IdentityPoolRoles: 'Somebody is in the way.' } });
  const known = ids.get('data');
  const { RecordDetail } = await launches.provision({
    name: 'failed-data',
    ProductId: known?.productId,
    ProvisioningArtifactId: known?.rendered,
    ProvisioningParameters: listed(answers.data),
  });
  await launches.faults({});
  expect(RecordDetail?.Status).toBe('FAILED');
  const events = await story(RecordDetail?.ProvisionedProductId ?? '');
  const kept = events.filter((event) => event.endsWith(' DELETE_SKIPPED')).map((event) => event.split(' ')[0]);
  expect(kept).not.toEqual([]);
  expect(kept.filter((id) => !/^(BucketsLogs|Tables|UserPool$)/.test(id ?? ''))).toEqual([]);
  expect(events).toEqual(expect.arrayContaining(['BucketsUploads DELETE_COMPLETE', 'IdentityPool DELETE_COMPLETE']));
});
