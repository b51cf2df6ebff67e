/** Updates as values: what planning returns, whom carrying out asks, and what is left at AWS. */
import {
  CreateProvisionedProductPlanCommand,
  DeleteProvisionedProductPlanCommand,
} from '@aws-sdk/client-service-catalog';
import type { Agreement } from '../../../operations/agreement';
import { awsTarget } from '../../../operations/aws/aws-target';
import type { OperationContext } from '../../../operations/context';
import type { OperationEvent } from '../../../operations/events';
import { carryOutUpdates } from '../../../operations/upgrade/carry-out-updates';
import { planUpdates, type UpdatesWish } from '../../../operations/upgrade/plan-updates';
import { data, network } from '../../scripts/upgrade/tiers';
import { UpgradeCatalog } from '../../scripts/upgrade/upgrade-catalog';

const region = { Region: { Type: 'String', AllowedValues: ['here', 'there'], Description: 'Where it is kept.' } };
const zone = { Zone: { Type: 'String', ConstraintDescription: 'A letter.', AllowedPattern: '[a-z]' } };

let offered: UpgradeCatalog;
let context: OperationContext;
let events: OperationEvent[];
let count = 0;
let name: string;

beforeAll(async () => {
  offered = await UpgradeCatalog.start();
  await offered.offer('network', '1.0.0', network());
  await offered.offer('data', '1.0.0', data());
  await offered.offer('network', '1.1.0', network({ exports: ['VpcId', 'SubnetIds'] }));
  await offered.offer('data', '1.1.0', data({ reads: 'SubnetIds' }));
  await offered.offer('data', '2.0.0', data({ key: 'other' }));
  await offered.offer('data', '3.0.0', data({ delay: 3, parameters: { ...region, ...zone } }));
  for (const version of ['2.0.0', '3.0.0']) await offered.change('data', version, { Guidance: 'DEPRECATED' });
});
afterAll(() => offered.stop());
beforeEach(async () => {
  name = `env${++count}`;
  await offered.launch(name, 'network', '1.0.0');
  await offered.launch(name, 'data', '1.0.0');
  events = [];
  context = {
    project: { root: offered.root },
    target: await awsTarget({ endpointUrl: offered.sandbox.url }, { env: {} }),
    events: { emit: (event) => void events.push(event) },
  };
});
afterEach(async () => {
  await offered.sandbox.setFaults({});
  expect(await offered.plans()).toEqual([]);
});

/** As on AWS, where somebody has to agree. */
const remote = (): OperationContext => ({ ...context, target: { ...context.target, isLocal: false } });

const wish = (more: Partial<UpdatesWish> = {}): UpdatesWish => ({
  ...{ name: `${name}-data`, intent: 'upgrade', parameters: {} },
  ...more,
});
const states = async () => {
  const all = await offered.states();
  return [all[`${name}-network`], all[`${name}-data`]];
};
const nobody = () => Promise.reject(new Error('Nobody was to be asked.'));

describe('planning updates', () => {
  it('returns a step for each product in their order, and owns what AWS has planned', async () => {
    const { plan, agreement, discard } = await planUpdates(context, wish({ name }));
    expect(plan.steps.map(({ plan: byAws, products }) => [products[0].name, byAws])).toEqual([
      [`${name}-network`, { id: expect.stringMatching(/^plan-/) }],
      [`${name}-data`, 'later'],
    ]);
    expect(plan.effective).toEqual(plan.steps);
    expect(agreement).toEqual({ kind: 'none' });
    expect(await offered.plans()).toHaveLength(1);
    await discard();
    expect(await offered.plans()).toEqual([]);
    expect(await states()).toEqual(['1.0.0 AVAILABLE', '1.0.0 AVAILABLE']);
  });

  it('says which agreement it needs: none for nothing, a yes on AWS, none at all while data would be lost', async () => {
    const agreementTo = async (more: Partial<UpdatesWish>): Promise<Agreement> => {
      const { agreement, discard } = await planUpdates(remote(), wish(more));
      await discard();
      return agreement;
    };
    expect(await agreementTo({ to: '1.0.0' })).toEqual({ kind: 'none' });
    expect(await agreementTo({ name })).toEqual({ kind: 'yes', question: `Upgrade ${name}-network, ${name}-data?` });
    expect(await agreementTo({ to: '1.0.0', intent: 'change', parameters: { Owner: 'another' } })).toEqual({
      ...{ kind: 'yes', question: `Change ${name}-data?` },
    });
    expect(await agreementTo({ to: '2.0.0' })).toEqual({
      kind: 'stopped',
      stops: [{ resource: `${name}-data.Table`, why: expect.stringContaining('KeySchema') }],
    });
    expect(await agreementTo({ to: '2.0.0', allowed: ['Table'] })).toMatchObject({ kind: 'yes' });
  });

  it('hands over every question that is open, with its answers, before AWS plans anything', async () => {
    const planning = planUpdates(context, wish({ to: '3.0.0' }));
    await expect(planning).rejects.toMatchObject({
      code: 'missing-parameter',
      problems: [
        { field: 'Region', text: `${name}-data: Region is new. Where it is kept.` },
        { field: 'Zone', text: expect.stringMatching(/Zone is new\. +A letter\.$/) },
      ],
      remedies: [
        { do: 'answer', field: 'Region', values: ['here', 'there'] },
        { do: 'answer', field: 'Zone' },
      ],
    });
    expect(await offered.plans()).toEqual([]);
    const answered = await planUpdates(context, wish({ to: '3.0.0', parameters: { Region: 'here', Zone: 'a' } }));
    expect(answered.plan.steps).toMatchObject([{ request: { change: { values: { Region: 'here', Zone: 'a' } } } }]);
    await answered.discard();
  });

  it('leaves no plan of its own at AWS where it is stopped after the last one', async () => {
    const controller = new AbortController();
    const serviceCatalog = await (await awsTarget({ endpointUrl: offered.sandbox.url }, { env: {} })).serviceCatalog();
    serviceCatalog.middlewareStack.add((next, { commandName }) => async (request) => {
      const answer = await next(request);
      if (commandName === 'DescribeProvisionedProductPlanCommand') controller.abort(new Error('Enough.'));
      return answer;
    });
    const target = { ...context.target, serviceCatalog: async () => serviceCatalog };
    await expect(planUpdates({ ...context, target, signal: controller.signal }, wish())).rejects.toThrow('Enough.');
    expect(await offered.plans()).toEqual([]);
  });

  it('leaves no plan of its own at AWS where a later one fails', async () => {
    const foreign = await offered.catalog.client.send(
      new CreateProvisionedProductPlanCommand({
        ...offered.update(`${name}-data`, 'data', '2.0.0'),
        PlanName: 'of-somebody',
      }),
    );
    await expect(planUpdates(context, wish({ name }))).rejects.toMatchObject({ code: 'foreign-plan' });
    expect(await offered.plans()).toEqual([foreign.PlanId]);
    await offered.catalog.client.send(new DeleteProvisionedProductPlanCommand({ PlanId: foreign.PlanId }));
  });
});

describe('carrying updates out', () => {
  it('returns what has ended, one after the other, and tells of their records', async () => {
    const planned = await planUpdates(context, wish({ name }));
    expect(await carryOutUpdates(context, planned, nobody)).toMatchObject([
      { name: `${name}-network`, version: '1.1.0', record: expect.stringMatching(/^rec-/), status: 'AVAILABLE' },
      { name: `${name}-data`, version: '1.1.0', record: expect.stringMatching(/^rec-/), status: 'AVAILABLE' },
    ]);
    await planned.discard();
    expect(await states()).toEqual(['1.1.0 AVAILABLE', '1.1.0 AVAILABLE']);
    const records = events.filter(({ type }) => type === 'record');
    expect(new Set(records.map((event) => 'subject' in event && event.subject))).toEqual(
      new Set([`${name}-network`, `${name}-data`]),
    );
  });

  it('changes nothing where nobody agrees', async () => {
    const asked: Agreement[] = [];
    const planned = await planUpdates(remote(), wish({ name }));
    const declining = carryOutUpdates(remote(), planned, async (agreement) => {
      asked.push(agreement);
      return false;
    });
    await expect(declining).rejects.toMatchObject({ code: 'declined', message: 'Nothing was changed.' });
    await planned.discard();
    expect(asked).toEqual([planned.agreement]);
    expect(await states()).toEqual(['1.0.0 AVAILABLE', '1.0.0 AVAILABLE']);
  });

  it('refuses to lose data, whatever somebody agrees to', async () => {
    const planned = await planUpdates(context, wish({ to: '2.0.0' }));
    await expect(carryOutUpdates(context, planned, async () => true)).rejects.toMatchObject({
      code: 'would-lose-data',
      problems: [{ field: `${name}-data.Table`, text: expect.stringContaining('AWS plans a replacement') }],
      remedies: [{ do: 'again', options: { 'allow-replace': [`${name}-data.Table`] } }],
    });
    await planned.discard();
    expect(await states()).toEqual(['1.0.0 AVAILABLE', '1.0.0 AVAILABLE']);
  });

  it('asks nobody and returns nothing where nothing is to be done', async () => {
    const planned = await planUpdates(remote(), wish({ to: '1.0.0' }));
    expect(await carryOutUpdates(remote(), planned, nobody)).toEqual([]);
    await planned.discard();
  });

  it('tells where it stands and what goes on where AWS can not be reached on the way', async () => {
    const serviceCatalog = await (await awsTarget({ endpointUrl: offered.sandbox.url }, { env: {} })).serviceCatalog();
    let executed = 0;
    serviceCatalog.middlewareStack.add((next, { commandName }) => async (request) => {
      if (commandName === 'ExecuteProvisionedProductPlanCommand' && ++executed > 1) throw new Error('Nobody answers.');
      return next(request);
    });
    const reached = { ...context, target: { ...context.target, serviceCatalog: async () => serviceCatalog } };
    const planned = await planUpdates(reached, wish({ name }));
    await expect(carryOutUpdates(reached, planned, nobody)).rejects.toThrow('Nobody answers.');
    await planned.discard();
    const label = 'Go on with';
    expect(events).toContainEqual({
      type: 'note',
      text:
        `Step 2 of 2 is not done (${name}-data 1.0.0 → 1.1.0); done: ${name}-network 1.0.0 → 1.1.0. ` +
        `${name}-data runs 1.0.0, on its way to 1.1.0.`,
      remedies: [{ do: 'verb', verb: 'upgrade', operands: [`${name}-data`], options: { to: '1.1.0' }, label }],
    });
  });

  it('keeps how to mend a failure when it says how each product is', async () => {
    await offered.sandbox.setFaults({ failResources: { DataQueue: 'No queues today.' } });
    const planned = await planUpdates(context, wish({ name }));
    await expect(carryOutUpdates(context, planned, nobody)).rejects.toMatchObject({
      code: 'update-failed',
      message: expect.stringContaining(`Now: ${name}-network 1.1.0 AVAILABLE, ${name}-data 1.0.0 TAINTED.`),
    });
    await planned.discard();
  });
});
