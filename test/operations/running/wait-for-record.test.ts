import type { AwsTarget } from '../../../operations/aws/aws-target';
import { lookUpProvisionedProduct } from '../../../operations/aws/provisioned-product';
import type { OperationContext } from '../../../operations/context';
import type { OperationEvent } from '../../../operations/events';
import { waitForRecord } from '../../../operations/running/wait-for-record';
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

/** Begins a launch; its record. */
async function begin(name = `queue-${++count}`): Promise<string> {
  const serviceCatalog = await context.target.serviceCatalog();
  const { RecordDetail: record } = await serviceCatalog.provisionProduct({
    ...{ ProductId: queues.productId, ProvisioningArtifactId: queues.artifactId, ProvisionToken: name },
    ProvisionedProductName: name,
  });
  return record?.RecordId ?? '';
}

function ofType<Type extends OperationEvent['type']>(events: readonly OperationEvent[], type: Type) {
  return events.filter((event): event is Extract<OperationEvent, { type: Type }> => event.type === type);
}

it('stops waiting where that is wished, and leaves AWS to its work', async () => {
  const record = await begin();
  await expect(waitForRecord(context, record, {}, AbortSignal.abort(new Error('Enough.')))).rejects.toThrow('Enough.');
  expect(await waitForRecord(context, record)).toMatchObject({ succeeded: true });
});

it('emits the record at each look, the last one with its end', async () => {
  await queues.launches.faults({ stackStepMs: 1500 });
  const events = keptEvents();
  const record = await begin();
  expect(await waitForRecord({ ...context, events }, record)).toMatchObject({ succeeded: true, errors: [] });
  const statuses = ofType(events.all, 'record').map(({ status }) => status);
  expect(statuses).toEqual([
    ...statuses.slice(0, -1).map(() => expect.stringMatching(/CREATED|IN_PROGRESS/)),
    'SUCCEEDED',
  ]);
  expect(statuses.length).toBeGreaterThan(1);
  expect(events.all.every(({ type }) => type === 'record')).toBe(true);
  expect(events.all[0]).toMatchObject({
    record,
    subject: `queue-${count}`,
    recordType: 'PROVISION_PRODUCT',
    seconds: 0,
  });
});

it("emits each of the stack's events once, the oldest first, and counts against the released template", async () => {
  await queues.launches.faults({ stackStepMs: 100 });
  const events = keptEvents(true);
  const record = await begin();
  await waitForRecord({ ...context, events }, record);
  const resources = ofType(events.all, 'resource');
  expect(resources.filter(({ logicalId }) => logicalId === 'Queue').map(({ status }) => status)).toEqual([
    'CREATE_IN_PROGRESS',
    'CREATE_IN_PROGRESS',
    'CREATE_COMPLETE',
  ]);
  const ids = resources.map(({ eventId }) => eventId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(resources.at(-1)).toMatchObject({ resourceType: 'AWS::CloudFormation::Stack', status: 'CREATE_COMPLETE' });
  expect(ofType(events.all, 'count')).toEqual([{ type: 'count', subject: `queue-${count}`, done: 1, of: 1 }]);
});

it('asks AWS for the events once at each look, and for the stack and its template once', async () => {
  await queues.launches.faults({ stackStepMs: 100 });
  const cloudFormation = await context.target.cloudFormation();
  const asked = (name: 'describeStackEvents' | 'describeStacks' | 'getTemplate') =>
    jest.spyOn(cloudFormation, name).mockName(name);
  const [looks, stacks, templates] = [asked('describeStackEvents'), asked('describeStacks'), asked('getTemplate')];
  const events = keptEvents(true);
  const target = { ...context.target, cloudFormation: async () => cloudFormation };
  await waitForRecord({ target, events }, await begin());
  expect(looks).toHaveBeenCalledTimes(ofType(events.all, 'record').length);
  expect(stacks).toHaveBeenCalledTimes(1);
  expect(templates).toHaveBeenCalledTimes(1);
});

it('tells the first failure once, as soon as AWS does, and while it rolls back', async () => {
  // Each step takes longer than a look does on a busy machine.
  await queues.launches.faults({ stackStepMs: 2500, failResources: { Queue: 'No queues today.' } });
  const events = keptEvents(true);
  await waitForRecord({ ...context, events }, await begin());
  const failures = ofType(events.all, 'failure');
  expect(failures).toEqual([
    {
      type: 'failure',
      subject: `queue-${count}`,
      text: expect.stringMatching(/^Queue \(AWS::SQS::Queue\): No queues/),
    },
  ]);
  const told = events.all.findIndex(({ type }) => type === 'failure');
  const left = events.all.slice(told).flatMap((event) => (event.type === 'record' ? event.status : []));
  expect(left).toContain('IN_PROGRESS_IN_ERROR');
});

it('counts nothing as done once the stack rolls back', async () => {
  await queues.launches.faults({ failResources: { Queue: 'No queues today.' } });
  const events = keptEvents(true);
  expect(await waitForRecord({ ...context, events }, await begin())).toMatchObject({
    succeeded: false,
  });
  expect(ofType(events.all, 'resource')).toContainEqual(
    expect.objectContaining({
      logicalId: 'Queue',
      status: 'CREATE_FAILED',
      reason: expect.stringContaining('No queues'),
    }),
  );
  expect(ofType(events.all, 'count')).toEqual([]);
});

it('tells of a termination only what belongs to it', async () => {
  const record = await begin();
  await waitForRecord(context, record);
  const serviceCatalog = await context.target.serviceCatalog();
  const stack = (await lookUpProvisionedProduct(serviceCatalog, `queue-${count}`))?.PhysicalId;
  const { RecordDetail: ending } = await serviceCatalog.terminateProvisionedProduct({
    ProvisionedProductName: `queue-${count}`,
    TerminateToken: record,
  });
  const events = keptEvents(true);
  await waitForRecord({ ...context, events }, ending?.RecordId ?? '', { stack });
  expect(ofType(events.all, 'resource').map(({ status }) => status)).toEqual(
    expect.arrayContaining(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']),
  );
  expect(ofType(events.all, 'resource').filter(({ status }) => status.startsWith('CREATE'))).toEqual([]);
  expect(ofType(events.all, 'count')).toEqual([{ type: 'count', subject: `queue-${count}`, done: 1, of: 1 }]);
});

it('asks nothing of the stack where nobody wants its resources, and once where the caller may not read it', async () => {
  const denied = jest.fn(async () => {
    throw Object.assign(new Error('not authorized'), { name: 'AccessDenied', $fault: 'client' });
  });
  const target: AwsTarget = {
    ...context.target,
    cloudFormation: async () => Object.assign(await context.target.cloudFormation(), { describeStackEvents: denied }),
  };
  await queues.launches.faults({ stackStepMs: 100 });
  await waitForRecord({ target, events: keptEvents() }, await begin());
  expect(denied).toHaveBeenCalledTimes(0);
  const events = keptEvents(true);
  expect(await waitForRecord({ target, events }, await begin())).toMatchObject({ succeeded: true });
  expect(denied).toHaveBeenCalledTimes(1);
});
