import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addRelease } from '../../../catalog/release';
import { carryOutAdoption } from '../../../operations/adopt/carry-out-adoption';
import { planAdoption, refuseDifferent } from '../../../operations/adopt/plan-adoption';
import type { OperationContext } from '../../../operations/context';
import { guardPolicy } from '../../../portfolios/guard/guard-policy';
import { network } from '../../../products/network/product';
import { QUEUE_TEMPLATE } from '../../sandbox/service-catalog/with-catalog';
import { keptEvents, QueueCatalog } from '../queue-catalog';

let queues: QueueCatalog;
let context: OperationContext;
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'adopt-'));
  addRelease(join(root, 'products/network'), {
    version: '1.0.0',
    notes: 'It.',
    template: JSON.stringify(QUEUE_TEMPLATE),
  });
  queues = await QueueCatalog.start({ product: network.name });
  context = { ...(await queues.context('alice', 'a1a1a1a1')), project: { root } };
});
afterAll(async () => {
  await queues.stop();
  rmSync(root, { recursive: true, force: true });
});

/** Deploys a template with CloudFormation alone. */
async function deploy(StackName: string, template: object): Promise<void> {
  const cloudFormation = await context.target.cloudFormation();
  await cloudFormation.createStack({ StackName, TemplateBody: JSON.stringify(template) });
  for (let status = ''; status !== 'CREATE_COMPLETE'; ) {
    await new Promise((done) => setTimeout(done, 20));
    const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName });
    status = stack?.StackStatus ?? '';
  }
}

const wish = (stack: string) => ({ stack, product: network, version: '1.0.0' });

it('plans to adopt a stack that runs a release, and has Service Catalog adopt it', async () => {
  await deploy('shop', QUEUE_TEMPLATE);
  const { plan, agreement } = await planAdoption(context, { ...wish('shop'), name: 'shop-network' });
  expect(plan).toMatchObject({ name: 'shop-network', stackName: 'shop', version: '1.0.0', runs: '1.0.0' });
  expect(plan.comparison.bump).toBe('none');
  expect(agreement).toEqual({ kind: 'none' });
  const events = keptEvents();
  expect(await carryOutAdoption({ ...context, events }, plan)).toMatchObject({
    ...{ name: 'shop-network', product: network.name, version: '1.0.0', status: 'AVAILABLE' },
    permissions: { do: 'aws', command: expect.stringContaining('--policy-name Imported-shop') },
  });
  expect(events.all.at(-1)).toMatchObject({ type: 'record', subject: 'shop-network', status: 'SUCCEEDED' });
  const cloudFormation = await context.target.cloudFormation();
  expect((await cloudFormation.getStackPolicy({ StackName: 'shop' })).StackPolicyBody).toBe(guardPolicy());
});

it('asks for consent where it costs something', async () => {
  await deploy('asked', QUEUE_TEMPLATE);
  const target = { ...context.target, isLocal: false };
  const { agreement } = await planAdoption({ ...context, target }, wish('asked'));
  expect(agreement).toEqual({ kind: 'yes', question: 'Import asked as asked (network 1.0.0)?' });
});

it('adopts nothing that runs another template, and says which release it runs', async () => {
  const { Queue } = QUEUE_TEMPLATE.Resources;
  await deploy('changed', { ...QUEUE_TEMPLATE, Resources: { Queue, Other: Queue } });
  const { plan } = await planAdoption(context, wish('changed'));
  expect(plan).toMatchObject({ runs: undefined, comparison: { bump: 'minor' } });
  await expect(carryOutAdoption(context, plan)).rejects.toMatchObject({
    code: 'different-template',
    message: expect.stringContaining('Update the stack to a release first.'),
  });
  expect(() => refuseDifferent({ ...plan, runs: '0.9.0' })).toThrow(
    expect.objectContaining({ remedies: [{ do: 'again', options: { version: '0.9.0' }, label: 'Name that' }] }),
  );
  const serviceCatalog = await context.target.serviceCatalog();
  const { ProvisionedProducts = [] } = await serviceCatalog.searchProvisionedProducts({});
  expect(ProvisionedProducts.map(({ Name }) => Name)).not.toContain('changed');
});
