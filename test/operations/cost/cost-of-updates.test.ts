import { join } from 'node:path';
import type { Json, Template } from '../../../catalog/template';
import { parseTemplate } from '../../../catalog/template';
import { awsTarget } from '../../../operations/aws/aws-target';
import { costOfUpdates } from '../../../operations/cost/cost-of-updates';
import type { ProductChange } from '../../../operations/upgrade/product-change';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const queueAlarms = (count: number): Template => {
  const alarms = Array.from({ length: count }, (_, index): [string, Json] => [
    `Alarm${index}`,
    { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Age', Threshold: { Ref: 'Limit' } } },
  ]);
  const gateway = { Type: 'AWS::EC2::NatGateway', Condition: 'IsOpen' };
  return parseTemplate(
    JSON.stringify({
      Parameters: { Limit: { Type: 'Number', Default: 1 }, Open: { Type: 'String', Default: 'no' } },
      Conditions: { IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'yes'] } },
      Resources: { ...Object.fromEntries(alarms), Gateway: gateway },
    }),
  );
};

/** A change of what runs with one template and its answers to another, by other answers. */
function changeOf(
  before: Template,
  after: Template | undefined,
  answers: Readonly<Record<string, string>>,
): ProductChange {
  const stack = { template: before, parameters: { Limit: '1', Open: 'no' }, status: 'CREATE_COMPLETE' };
  const running = {
    ...{ name: 'one-queue', id: 'pp-1', status: 'AVAILABLE', productId: 'prod-1', productName: 'Queue' },
    ...{ product: undefined, version: '1.0.0', artifactId: 'pa-1', pathId: undefined, stackId: 'stack', stack },
  };
  return {
    ...{ running, to: '1.1.0', templates: { before, after }, notes: [], parameters: [], remarks: [] },
    values: { ...stack.parameters, ...answers },
  };
}

async function costOf(change: ProductChange, region = 'us-east-1') {
  const target = await awsTarget({ endpointUrl: sandbox.url, region }, { env: {} });
  const choice = { version: '1.1.0', artifactId: 'pa-2', direction: 'upgrade' } as const;
  const step = { request: { choice, change }, plan: 'later', products: [], fates: [] };
  const effective = [step] as unknown as Parameters<typeof costOfUpdates>[1]['effective'];
  const project = { root: join(__dirname, '../../..') };
  return (await costOfUpdates({ project, target }, { effective })).get('one-queue');
}

it('an update costs what the new template has more than the running one', async () => {
  expect(await costOf(changeOf(queueAlarms(1), queueAlarms(3), {}))).toMatchObject({
    ...{ beforeUsd: 0.1, afterUsd: 0.3, differenceUsd: 0.2 },
    changes: [{ price: 'alarm-metric-month', before: { quantity: 1 }, after: { quantity: 3 } }],
  });
});

it('an answer that changes counts, though the template stays', async () => {
  expect(await costOf(changeOf(queueAlarms(1), queueAlarms(1), { Open: 'yes' }))).toMatchObject({
    ...{ beforeUsd: 0.1, afterUsd: 32.95, differenceUsd: 32.85 },
  });
});

it.each([
  ['the new template is not known', changeOf(queueAlarms(1), undefined, {}), 'us-east-1', /1\.1\.0 is not known here/],
  ['the region has no prices', changeOf(queueAlarms(1), queueAlarms(2), {}), 'eu-west-1', /no prices of eu-west-1/],
])('nobody can tell it where %s', async (_, change, region, why) => {
  expect(await costOf(change, region)).toEqual({ why: expect.stringMatching(why) });
});
