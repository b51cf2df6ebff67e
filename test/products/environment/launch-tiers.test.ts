import { renderProduct } from '../../../catalog/product';
import { products } from '../../../products';
import { tierIds } from '../../../products/environment/tiers';
import { text } from '../../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { runCatalog } from '../../scripts/run-catalog';
import { EnvironmentCatalog, outputsOf } from './environment-catalog';
import { type Answers, prodAnswers } from './launch';

let sandbox: TestSandbox;
let offered: EnvironmentCatalog;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  // With the tiers' own templates and launch roles.
  offered = await EnvironmentCatalog.publish(sandbox, (tier) => {
    const product = products.find(({ id }) => id === tier);
    if (!product) throw new Error(`no product ${tier}`);
    return { template: renderProduct(product), actions: product.launchRole.flatMap(({ Action }) => Action) };
  });
});
afterAll(() => sandbox.stop());

test.each([
  ['dev', {}],
  ['test', { BaseEnvironment: '' }],
  [
    'staging',
    {
      ...prodAnswers,
      ...{ ContainerPort: '8080', HealthCheckPath: '/health', TaskSize: 'large', MinTasks: '3', MaxTasks: '30' },
      ...{ DatabaseMinCapacity: '2', DatabaseMaxCapacity: '32', SearchNodes: '1', NodeMemory: '8' },
    },
  ],
  ['prod', { ...prodAnswers, Subdomain: 'www', Image: 'public.ecr.aws/nginx/nginx:1.29' }],
])(
  '%s is launched with the tiers themselves, and terminated but for the data',
  async (type, answers) => {
    const portfolio = type === 'dev' || type === 'test' ? 'Bellyfed Developers' : 'Bellyfed Production';
    const record = await offered.launch(
      `real-${type}`,
      { ...answers, EnvironmentName: `real-${type}`, EnvironmentType: type },
      portfolio,
    );
    const { Id } = await offered.launches.detail(`real-${type}`);
    expect(await offered.launches.failures(Id)).toEqual([]);
    expect(record.RecordDetail).toMatchObject({ Status: 'SUCCEEDED', RecordErrors: [] });
    expect(outputsOf(record).VpcId).toMatch(/^vpc-/);
    const launched = await offered.launched();
    for (const tier of tierIds) {
      const { PhysicalId } = launched[`real-${type}-${tier}`] ?? {};
      expect((await offered.stack(text(PhysicalId))).StackStatus).toBe('CREATE_COMPLETE');
    }

    const data = text(launched[`real-${type}-data`]?.PhysicalId);
    // Database and load balancer of prod refuse their deletion.
    const lifted = await runCatalog(['unprotect', `real-${type}`], { env: { AWS_ENDPOINT_URL: sandbox.url } });
    expect(lifted).toMatchObject({ code: 0 });
    expect((await offered.terminate(`real-${type}`)).RecordDetail?.Status).toBe('SUCCEEDED');
    expect(Object.keys(await offered.launched())).toEqual([]);
    expect(await offered.retained(data)).toEqual(expect.arrayContaining(['FileSystem', 'UserPool', 'BucketsUploads']));
  },
  120_000,
);

describe('dev with a domain whose zone it creates', () => {
  const domain = { DomainName: 'dev.example.com' };
  const update = (answers: Answers) => offered.update('domain', { ...domain, ...answers });

  beforeAll(() => offered.launch('domain', domain));

  test('moves from plain HTTP to the domain in one update, and its certificate is watched from then on', async () => {
    const delegated = await update({ DomainDelegated: 'yes' });
    const { Id } = await offered.launches.detail('domain');
    expect(await offered.launches.failures(Id)).toEqual([]);
    expect(delegated.RecordDetail).toMatchObject({ Status: 'SUCCEEDED', RecordErrors: [] });
    expect(outputsOf(delegated).ApplicationUrl).toBe('https://dev.example.com');
    const { PhysicalId } = (await offered.launched())['domain-observability'] ?? {};
    expect((await offered.stack(text(PhysicalId))).Parameters).toContainEqual(
      expect.objectContaining({ ParameterKey: 'WatchCertificate', ParameterValue: 'yes' }),
    );
  });

  test('can be terminated', async () => {
    expect((await offered.terminate('domain')).RecordDetail?.Status).toBe('SUCCEEDED');
  });
});
