import { CreateProvisionedProductPlanCommand } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../../catalog/errors';
import { createPlan, deletePlan, discardPlan, executePlan } from '../../../operations/aws/aws-plan';
import type { OperationContext } from '../../../operations/context';
import { QueueCatalog } from '../queue-catalog';

let queues: QueueCatalog;
let alice: OperationContext;
let bob: OperationContext;
let launched: { readonly name: string; readonly id: string };

beforeAll(async () => {
  queues = await QueueCatalog.start();
  alice = await queues.context('alice@example.com', 'a1a1a1a1');
  bob = await queues.context('bob', 'b0b0b0b0');
});
afterAll(() => queues.stop());
beforeEach(async () => {
  launched = await queues.launch();
});
afterEach(() => jest.restoreAllMocks());

/** Plans as AWS lists them for what was launched. */
async function plansOf(name: string): Promise<readonly (string | undefined)[]> {
  const serviceCatalog = await alice.target.serviceCatalog();
  const { ProvisionedProductPlans: plans = [] } = await serviceCatalog.listProvisionedProductPlans({
    AccessLevelFilter: { Key: 'Account', Value: 'self' },
  });
  return plans.filter(({ ProvisionProductName }) => ProvisionProductName === name).map(({ PlanId }) => PlanId);
}

it("refuses a plan beside somebody else's, which stays and can be carried out", async () => {
  const planned = await createPlan(alice, queues.update(launched, 2));
  await expect(createPlan(bob, queues.update(launched, 3))).rejects.toMatchObject({
    code: 'foreign-plan',
    message: expect.stringMatching(
      new RegExp(`^${launched.name} has the plan catalog-a1a1a1a1-.*, which alice.example.com has made on 2\\d{3}-.*Z`),
    ),
    remedies: [
      {
        do: 'aws',
        command: `aws servicecatalog delete-provisioned-product-plan --plan-id ${planned.id} --region us-east-1`,
        label: expect.any(String),
      },
    ],
  });
  expect(await plansOf(launched.name)).toEqual([planned.id]);
  const record = await executePlan(alice.target, planned.id ?? '');
  expect(await queues.launches.ended(record)).toMatchObject({ RecordDetail: { Status: 'SUCCEEDED' } });
});

it('makes room for another plan of the same session', async () => {
  await createPlan(alice, queues.update(launched, 2));
  const { id } = await createPlan(alice, queues.update(launched, 3));
  expect(await plansOf(launched.name)).toEqual([id]);
  await deletePlan(alice.target, id ?? '');
});

it('clears what a killed run of ours has left an hour ago, and not a minute earlier', async () => {
  await createPlan(alice, queues.update(launched, 2));
  const now = Date.now();
  const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 59 * 60_000);
  await expect(createPlan(bob, queues.update(launched, 3))).rejects.toMatchObject({ code: 'foreign-plan' });
  clock.mockReturnValue(now + 61 * 60_000);
  const { id } = await createPlan(bob, queues.update(launched, 3));
  expect(await plansOf(launched.name)).toEqual([id]);
  await deletePlan(bob.target, id ?? '');
});

it('clears no plan that the catalog has not made, however old it is', async () => {
  const PlanName = 'catalogue';
  const { name, parameters } = queues.update(launched, 2);
  const { PlanId } = await queues.catalog.client.send(
    new CreateProvisionedProductPlanCommand({
      ...{ PlanName, PlanType: 'CLOUDFORMATION', ProvisionedProductName: name, IdempotencyToken: name },
      ...{ ProductId: queues.productId, ProvisioningArtifactId: queues.artifactId },
      ProvisioningParameters: [...parameters],
    }),
  );
  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 48 * 60 * 60_000);
  await expect(createPlan(bob, queues.update(launched, 3))).rejects.toMatchObject({
    code: 'foreign-plan',
    message: expect.stringContaining('has the plan catalogue, which somebody else has made'),
  });
  expect(await plansOf(launched.name)).toEqual([PlanId]);
});

describe('a plan that is stopped', () => {
  const reason = new CatalogError('stopped', 'It was stopped.');

  /** Somebody's context whose signal is aborted as soon as AWS has begun to plan. */
  async function stoppedOnTheWay(): Promise<OperationContext> {
    const controller = new AbortController();
    const serviceCatalog = await (await queues.context('carol', 'c1c1c1c1')).target.serviceCatalog();
    serviceCatalog.middlewareStack.add((next, { commandName }) => async (request) => {
      const answer = await next(request);
      if (commandName === 'CreateProvisionedProductPlanCommand') controller.abort(reason);
      return answer;
    });
    const target = { ...alice.target, serviceCatalog: async () => serviceCatalog };
    return { ...alice, target, signal: controller.signal };
  }

  it('is deleted once AWS has made it', async () => {
    await expect(createPlan(await stoppedOnTheWay(), queues.update(launched, 2))).rejects.toBe(reason);
    expect(await plansOf(launched.name)).toEqual([]);
  });

  it('takes along what only it has made: a launch that was never begun', async () => {
    const name = `never-${launched.name}`;
    const request = { ...queues.update(launched, 2), name, id: undefined };
    await expect(createPlan(await stoppedOnTheWay(), request)).rejects.toBe(reason);
    const serviceCatalog = await alice.target.serviceCatalog();
    expect(await plansOf(name)).toEqual([]);
    await expect(serviceCatalog.describeProvisionedProduct({ Name: name })).rejects.toThrow('not found');
  });

  it('is not asked for where the stop came before', async () => {
    const signal = AbortSignal.abort(reason);
    await expect(createPlan({ ...alice, signal }, queues.update(launched, 2))).rejects.toBe(reason);
    expect(await plansOf(launched.name)).toEqual([]);
  });
});

it('makes no plan where AWS has nothing to change', async () => {
  expect(await createPlan(alice, queues.update(launched, 1))).toEqual({ id: undefined, changes: [] });
  expect(await plansOf(launched.name)).toEqual([]);
});

it('discards a plan, and leaves alone one that was carried out', async () => {
  const dropped = await createPlan(alice, queues.update(launched, 2));
  await discardPlan(alice.target, dropped.id ?? '');
  expect(await plansOf(launched.name)).toEqual([]);
  const { id } = await createPlan(alice, queues.update(launched, 3));
  await queues.launches.ended(await executePlan(alice.target, id ?? ''));
  await expect(discardPlan(alice.target, id ?? '')).resolves.toBeUndefined();
});
