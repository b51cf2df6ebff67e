/** Leaving the catalog as a value: what would go, whom it asks, and what is left alone. */
import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { awsTarget } from '../../../operations/aws/aws-target';
import type { OperationContext } from '../../../operations/context';
import type { OperationEvent } from '../../../operations/events';
import { carryOutLeave, planLeave } from '../../../operations/publish/leave';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';

let sandbox: TestSandbox;
let stacks: CloudFormation;
let context: OperationContext;
const events: OperationEvent[] = [];
const StackName = 'BellyfedCatalogSpoke';

beforeAll(async () => {
  sandbox = await startTestSandbox();
  stacks = new CloudFormation(sandbox.client());
  const target = await awsTarget({ endpointUrl: sandbox.url }, { env: {} });
  // As on AWS, where somebody has to agree.
  const remote = { ...target, isLocal: false };
  context = { project: { root: '.' }, target: remote, events: { emit: (event) => void events.push(event) } };
});
afterAll(() => sandbox?.stop());

it('finds nothing to leave where there is no spoke', async () => {
  await expect(planLeave(context)).rejects.toMatchObject({ code: 'no-spoke' });
});

it('takes the spoke away once somebody agrees, and not before', async () => {
  const TemplateBody = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  await stacks.createStack({ StackName, TemplateBody, EnableTerminationProtection: true });
  await waitUntilStackCreateComplete({ client: stacks, maxWaitTime: 30, minDelay: 1 }, { StackName });
  const planned = await planLeave(context);
  expect(planned).toMatchObject({
    plan: { stack: expect.stringContaining(`stack/${StackName}/`) },
    agreement: { kind: 'yes', question: expect.stringContaining('Delete BellyfedCatalogSpoke') },
  });
  await expect(carryOutLeave(context, planned, async () => false)).rejects.toMatchObject({ code: 'declined' });
  const { Stacks: [there] = [] } = await stacks.describeStacks({ StackName });
  expect(there).toMatchObject({ StackStatus: 'CREATE_COMPLETE', EnableTerminationProtection: true });

  await carryOutLeave({ ...context, target: { ...context.target, isLocal: true } }, planned, async () => true);
  await expect(planLeave(context)).rejects.toMatchObject({ code: 'no-spoke' });
  expect(events).toEqual([expect.objectContaining({ type: 'step', text: 'Deleting BellyfedCatalogSpoke' })]);
});
