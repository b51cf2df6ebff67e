/** Publishing as values: a region at a time, each once somebody agrees, with events on the way. */
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { Agreement } from '../../../operations/agreement';
import { awsTarget } from '../../../operations/aws/aws-target';
import type { OperationContext } from '../../../operations/context';
import type { OperationEvent } from '../../../operations/events';
import { carryOutPublish } from '../../../operations/publish/carry-out-publish';
import { planPublish } from '../../../operations/publish/plan-publish';
import { regionsOf } from '../../../operations/publish/publish-wish';
import { defaultSettings, readSettings } from '../../../portfolios/context';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { runCatalog } from '../../scripts/run-catalog';
import { type SmallProject, smallProject } from './small-project';

let sandbox: TestSandbox;
let project: SmallProject;
let context: OperationContext;
let events: OperationEvent[];

beforeAll(async () => {
  project = smallProject();
  project.release({ '1.0.0': 'deprecated' });
  sandbox = await startTestSandbox();
});
afterAll(async () => {
  await sandbox?.stop();
  project?.remove();
});
beforeEach(async () => {
  events = [];
  context = {
    project,
    target: await awsTarget({ endpointUrl: sandbox.url }, { env: { PATH: process.env.PATH } }),
    events: { emit: (event) => void events.push(event) },
  };
});

const wish = { settings: defaultSettings };
const nobody = () => Promise.reject(new Error('Nobody was to be asked.'));

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of results) found.push(each);
  return found;
}

it('goes no further than the region that nobody agrees to', async () => {
  const asked: Agreement[] = [];
  const remote = { ...context, target: { ...context.target, isLocal: false } };
  const publishing = carryOutPublish(remote, wish, async (agreement) => {
    asked.push(agreement);
    return false;
  });
  await expect(all(publishing)).rejects.toMatchObject({ code: 'declined' });
  expect(asked).toEqual([{ kind: 'yes', question: 'Publish the catalog in us-east-1?' }]);
  expect(events).toEqual([{ type: 'target', account: '000000000000', region: 'us-east-1', endpoint: sandbox.url }]);
  const { Stacks } = await new CloudFormation(sandbox.client()).describeStacks({});
  expect(Stacks).toEqual([]);
});

it('hands over what the CDK CLI printed where it fails, and a terminal shows it first', async () => {
  project.configure({ provder: 'Us' });
  await expect(all(planPublish(context, wish))).rejects.toMatchObject({
    code: 'publish-failed',
    message: expect.stringMatching(/^The catalog could not be published in us-east-1: the CDK CLI ended with \d+\.$/),
    output: expect.stringContaining('bellyfed.provder: no such setting'),
  });
  const { code, stderr } = await runCatalog(['publish', '--context', 'bellyfed={}', '--plan'], {
    root: `${project.root}/products`,
    env: { PATH: process.env.PATH, AWS_ENDPOINT_URL: sandbox.url },
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/\n[\s\S]+\nThe catalog could not be published in us-east-1: .*\. Its output is above\.\n$/);
  project.configure({});
}, 120_000);

it('returns each region, and tells where it is, how far, what is left and each step of that', async () => {
  const [published, ...others] = await all(carryOutPublish(context, wish, nobody));
  expect(others).toEqual([]);
  expect(published).toMatchObject({
    region: 'us-east-1',
    output: expect.stringContaining('BellyfedCatalogHub'),
    steps: [{ kind: 'version', version: '1.0.0', to: 'deprecated' }],
    undeclared: [],
  });
  const text = 'Bellyfed Network 1.0.0: active → deprecated';
  const told = events.filter((event) => event.type !== 'line' && event.type !== 'count');
  expect(told).toEqual([
    { type: 'target', account: '000000000000', region: 'us-east-1', endpoint: sandbox.url },
    expect.objectContaining({ type: 'step', text: 'Publishing in us-east-1' }),
    ...['BellyfedCatalogAccount', 'BellyfedCatalogHub'].map((subject) =>
      expect.objectContaining({ type: 'step', subject, text: `${subject}: deploying` }),
    ),
    { type: 'note', text },
    { type: 'step', subject: 'us-east-1', text, index: 1, of: 1 },
  ]);
  expect(events).toContainEqual(expect.objectContaining({ type: 'count', subject: 'BellyfedCatalogHub' }));
}, 180_000);

describe('the regions that are published in', () => {
  it.each([
    [{ regions: ['us-east-1', 'eu-west-1'] }, [], ['us-east-1', 'eu-west-1']],
    [{ regions: ['us-east-1'] }, ['ap-south-1'], ['ap-south-1']],
    [{ hub: { account: '111122223333', region: 'eu-west-1' } }, [], ['eu-west-1']],
    [{}, [], []],
  ])('are those that are named, else those of the settings, else the hub’s: %j, %j', (settings, named, regions) => {
    expect(regionsOf(readSettings(settings), named)).toEqual(regions);
  });
});
