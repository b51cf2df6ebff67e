import type { OperationContext } from '../../../operations/context';
import { launchedProducts, namedOutputs } from '../../../operations/running/launched-products';
import { planTermination } from '../../../operations/running/plan-termination';
import { namedDetails } from '../../../operations/running/product-details';
import { terminate } from '../../../operations/running/terminate';
import { planUnprotect, unprotect } from '../../../operations/running/unprotect';
import { QUEUE_TEMPLATE } from '../../sandbox/service-catalog/with-catalog';
import { keptEvents, QueueCatalog } from '../queue-catalog';

/** A queue that exports its name, beside a kept one; or one that imports a name. */
const template = {
  ...QUEUE_TEMPLATE,
  Parameters: {
    ...QUEUE_TEMPLATE.Parameters,
    Export: { Type: 'String', Default: '' },
    Import: { Type: 'String', Default: '' },
  },
  Conditions: {
    Exports: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Export' }, ''] }] },
    Imports: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Import' }, ''] }] },
  },
  Resources: {
    ...QUEUE_TEMPLATE.Resources,
    Kept: { Type: 'AWS::SQS::Queue', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
    User: {
      Type: 'AWS::SSM::Parameter',
      Condition: 'Imports',
      Properties: { Type: 'String', Value: { 'Fn::ImportValue': { Ref: 'Import' } } },
    },
  },
  Outputs: {
    ...QUEUE_TEMPLATE.Outputs,
    Shared: { Condition: 'Exports', Value: 'shared', Export: { Name: { Ref: 'Export' } } },
  },
};

let queues: QueueCatalog;
let context: OperationContext;

beforeAll(async () => {
  queues = await QueueCatalog.start({ template });
  context = await queues.context('alice', 'a1a1a1a1');
});
afterAll(() => queues.stop());
afterEach(() => queues.launches.faults({}));

const detailsOf = async (name: string) => {
  const details = await namedDetails(context, name);
  if ('products' in details) throw new Error(`${name} is several products`);
  return details;
};
const stackOf = async (name: string) => (await detailsOf(name)).stack ?? '';

describe('a termination', () => {
  it('is planned with what stays, and says once more what stayed when it has ended', async () => {
    const { name, id } = await queues.launch();
    const { plan, agreement } = await planTermination(context, name);
    const retained = [{ logicalId: 'Kept', type: 'AWS::SQS::Queue', physicalId: expect.any(String), policy: 'Retain' }];
    expect(plan).toEqual({ name, id, stack: await stackOf(name), retained });
    expect(agreement).toEqual({ kind: 'none' });
    const events = keptEvents(true);
    expect(await terminate({ ...context, events }, plan)).toEqual({
      ...{ name, id, record: expect.stringMatching(/^rec-/), status: 'TERMINATED', retained },
    });
    expect(events.all).toContainEqual({ type: 'count', subject: name, done: 1, of: 1 });
    expect((await launchedProducts(context)).map((each) => each.name)).not.toContain(name);
  });

  it('asks for consent where it costs something', async () => {
    const { name } = await queues.launch();
    const target = { ...context.target, isLocal: false };
    expect((await planTermination({ target }, name)).agreement).toEqual({
      kind: 'yes',
      question: `Terminate ${name} (Queue 1.0.0)?`,
    });
  });

  it('is refused while others use what it exports', async () => {
    const { name } = await queues.launch({ Export: 'used' });
    const user = await queues.launch({ Import: 'used' });
    await expect(planTermination(context, name)).rejects.toMatchObject({
      code: 'still-used',
      message: `${name} exports what others import: ${user.name} (used); terminate those first.`,
    });
    await terminate(context, (await planTermination(context, user.name)).plan);
    await expect(planTermination(context, name)).resolves.toBeDefined();
  });

  it('is refused while it is protected, until that is lifted', async () => {
    const { name } = await queues.launch();
    const StackName = await stackOf(name);
    const cloudFormation = await context.target.cloudFormation();
    await cloudFormation.updateTerminationProtection({ StackName, EnableTerminationProtection: true });
    await expect(planTermination(context, name)).rejects.toMatchObject({
      code: 'termination-protected',
      remedies: [{ do: 'verb', verb: 'unprotect', operands: [name] }],
    });
    const { plan } = await planUnprotect(context, name);
    expect(plan).toEqual({ name, stacks: [StackName], resources: [] });
    await unprotect(context, plan);
    expect((await planUnprotect(context, name)).plan.stacks).toEqual([]);
    await expect(planTermination(context, name)).resolves.toBeDefined();
  });

  it('says why it failed', async () => {
    const { name } = await queues.launch();
    const { plan } = await planTermination(context, name);
    const client = await context.target.serviceCatalog();
    const serviceCatalog = async () =>
      Object.assign(client, { describeRecord: async () => ({ RecordDetail: failed }) });
    const failed = { Status: 'FAILED', RecordErrors: [{ Code: 'Denied', Description: 'Not today.' }] };
    await expect(terminate({ ...context, target: { ...context.target, serviceCatalog } }, plan)).rejects.toMatchObject({
      code: 'termination-failed',
      message: expect.stringMatching(new RegExp(`^${name} is not terminated: .*Not today\\.`)),
    });
  });
});

describe('details', () => {
  it('are the same in the list and alone, where outputs have their own', async () => {
    const { name } = await queues.launch({ Name: 'second' });
    const details = await detailsOf(name);
    expect(await launchedProducts(context)).toContainEqual({
      ...{ name, id: details.id, product: 'Queue', version: '1.0.0', status: 'AVAILABLE', created: details.created },
    });
    expect(await namedOutputs(context, name)).toMatchObject([{ name, outputs: { QueueName: 'second' } }]);
  });

  it('name the first failure of what failed', async () => {
    await queues.launches.faults({ failResources: { Queue: 'No queues today.' } });
    const { name } = await queues.launch();
    expect(await detailsOf(name)).toMatchObject({
      status: 'ERROR',
      failure: expect.stringContaining('No queues today.'),
    });
  });
});
