import type { OperationContext } from '../../../operations/context';
import { carryOutLaunch } from '../../../operations/launch/carry-out-launch';
import { planLaunch } from '../../../operations/launch/plan-launch';
import type { LaunchWish } from '../../../operations/launch/prepare-launch';
import { previewLaunch, previewPrepared } from '../../../operations/launch/preview-launch';
import { keptEvents, QueueCatalog } from '../queue-catalog';

let queues: QueueCatalog;
let context: OperationContext;
let count = 0;

beforeAll(async () => {
  queues = await QueueCatalog.start();
  context = await queues.context('alice', 'a1a1a1a1');
});
afterAll(() => queues.stop());
afterEach(() => queues.launches.faults({}));

function wish(delay: string, name = `queue-${++count}`): LaunchWish {
  return { product: { id: 'queue', name: 'Queue' }, name, parameters: { Delay: delay }, tags: {} };
}

describe('a launch', () => {
  it('is planned without changing anything, and carried out with its outputs as the result', async () => {
    const { plan, agreement, discard } = await planLaunch(context, wish('5'));
    expect(plan).toMatchObject({ name: 'queue-1', version: '1.0.0', portfolio: 'Developers', missingTiers: [] });
    expect(agreement).toEqual({ kind: 'none' });
    expect((await (await context.target.serviceCatalog()).searchProvisionedProducts({})).ProvisionedProducts).toEqual(
      [],
    );
    await discard();
    const events = keptEvents();
    expect(await carryOutLaunch({ ...context, events }, plan)).toEqual({
      ...{ name: 'queue-1', product: 'Queue', version: '1.0.0', portfolio: 'Developers', status: 'AVAILABLE' },
      ...{
        id: expect.stringMatching(/^pp-/),
        record: expect.stringMatching(/^rec-/),
        outputs: expect.objectContaining({ QueueName: 'first' }),
      },
    });
    expect(events.all.at(-1)).toMatchObject({ type: 'record', subject: 'queue-1', status: 'SUCCEEDED' });
  });

  it('is previewed with what AWS could not take back of it, and an update without', async () => {
    const { plan } = await planLaunch(context, wish('5'));
    const oneWay = ['Queue'];
    expect(await previewPrepared(context, { ...plan, oneWay })).toMatchObject({ oneWay });
    expect(await previewPrepared(context, plan)).not.toHaveProperty('oneWay');
    const { id, name } = await queues.launch();
    expect(await previewPrepared(context, { ...plan, name, tags: undefined, oneWay }, id)).not.toHaveProperty('oneWay');
  });

  it('asks for consent where it costs something', async () => {
    const target = { ...context.target, isLocal: false };
    const { agreement } = await planLaunch({ ...context, target }, wish('5'));
    expect(agreement).toEqual({ kind: 'yes', question: `Launch queue-${count}?` });
  });

  it('is not waited for where that is wished', async () => {
    await queues.launches.faults({ stackStepMs: 300 });
    const events = keptEvents();
    const { plan } = await planLaunch(context, wish('5'));
    const launched = await carryOutLaunch({ ...context, events }, plan, { wait: false });
    expect(launched).toMatchObject({ status: 'UNDER_CHANGE' });
    expect(launched).not.toHaveProperty('outputs');
    expect(events.all).toEqual([]);
    await queues.launches.ended(launched.record);
  });

  it('says why it failed', async () => {
    await queues.launches.faults({ failResources: { Queue: 'No queues today.' } });
    const { plan } = await planLaunch(context, wish('5'));
    await expect(carryOutLaunch(context, plan)).rejects.toMatchObject({
      code: 'launch-failed',
      message: expect.stringMatching(/^queue-\d+ is ERROR: Queue \(AWS::SQS::Queue\): .*No queues today\./),
    });
  });

  it('is refused under a name that is taken, with what to do instead', async () => {
    const { name } = await queues.launch();
    await expect(planLaunch(context, wish('5', name))).rejects.toMatchObject({
      code: 'already-launched',
      message: `${name} is launched already (Queue 1.0.0, AVAILABLE)`,
      remedies: [
        { do: 'verb', verb: 'status', operands: [name] },
        { do: 'verb', verb: 'upgrade', operands: [name] },
        { do: 'again', options: { name: '…' } },
      ],
    });
  });
});

describe('a preview', () => {
  const queue = expect.objectContaining({ LogicalResourceId: 'Queue' });

  it('of a launch says what would be created, and leaves nothing behind', async () => {
    expect(await previewLaunch(context, wish('5'))).toEqual({
      created: [queue],
      changed: [],
      replaced: [],
      removed: [],
    });
    const serviceCatalog = await context.target.serviceCatalog();
    expect((await serviceCatalog.listProvisionedProductPlans({})).ProvisionedProductPlans).toEqual([]);
  });

  it('of what runs already says what would change', async () => {
    const { name } = await queues.launch();
    expect(await previewLaunch(context, wish('1', name))).toEqual({
      created: [],
      changed: [],
      replaced: [],
      removed: [],
    });
    expect(await previewLaunch(context, wish('7', name))).toMatchObject({ created: [], changed: [queue] });
  });
});
