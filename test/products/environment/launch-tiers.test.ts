import { renderProduct } from '../../../catalog/product';
import { products } from '../../../products';
import { tierIds } from '../../../products/environment/tiers';
import { text } from '../../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { EnvironmentCatalog, outputsOf } from './environment-catalog';
import { prodAnswers } from './launch';
import { standIn } from './stand-in';

let sandbox: TestSandbox;
let offered: EnvironmentCatalog;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  // The real tiers with their real launch roles; a stand-in for one that the registry hasn't yet.
  offered = await EnvironmentCatalog.publish(sandbox, (tier) => {
    const product = products.find(({ id }) => id === tier);
    return product
      ? { template: renderProduct(product), actions: product.launchRole.flatMap(({ Action }) => Action) }
      : { template: standIn(tier), actions: ['*'] };
  });
});
afterAll(() => sandbox.stop());

test.each([
  ['dev', {}],
  ['test', { BaseEnvironment: '' }],
  ['staging', { ...prodAnswers }],
  ['prod', { ...prodAnswers, Subdomain: 'www', Image: 'public.ecr.aws/nginx/nginx:1.29' }],
])(
  '%s is launched with the real tiers, and terminated but for the data',
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
    expect((await offered.terminate(`real-${type}`)).RecordDetail?.Status).toBe('SUCCEEDED');
    expect(Object.keys(await offered.launched())).toEqual([]);
    expect(await offered.retained(data)).toEqual(expect.arrayContaining(['FileSystem', 'UserPool', 'BucketsUploads']));
  },
  120_000,
);
