/** Leaving the catalog as a value: what would go, whom it asks, and what is left alone. */
import {
  CloudFormation,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
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

describe('where the launch roles of several regions stand', () => {
  const TemplateBody = JSON.stringify({
    Parameters: { HomeRegion: { Type: 'String', Default: '' } },
    Resources: {
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { Name: 'BellyfedCatalogGuard', EventPattern: { source: ['x'] } },
      },
    },
  });
  const inRegion = (region: string) => new CloudFormation(sandbox.client(undefined, region));

  const spokeIn = async (region: string, name: string, HomeRegion: string) => {
    const client = inRegion(region);
    const Parameters = [{ ParameterKey: 'HomeRegion', ParameterValue: HomeRegion }];
    await client.createStack({ StackName: name, TemplateBody, Parameters });
    await waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 1 }, { StackName: name });
  };
  const removed = async (region: string, name: string) => {
    const client = inRegion(region);
    await client.deleteStack({ StackName: name });
    await waitUntilStackDeleteComplete({ client, maxWaitTime: 30, minDelay: 1 }, { StackName: name });
  };

  it.each(['', 'us-east-1'])('goes last, whoever made the others, with the answer %j', async (home) => {
    await spokeIn('us-east-1', StackName, home);
    await spokeIn('eu-west-1', 'StackSet-BellyfedCatalogSpoke-7d9f6b8e-0000-4000-8000-000000000000', 'us-east-1');
    await expect(planLeave(context)).rejects.toMatchObject({
      code: 'home-last',
      message: expect.stringMatching(
        / in us-east-1, and this needs them: StackSet-BellyfedCatalogSpoke-\S+ in eu-west-1\./,
      ),
      remedies: [{ do: 'verb', verb: 'leave', options: { region: 'eu-west-1' } }],
    });
    // Whoever knows which regions the account uses need not have all of them looked at.
    await expect(planLeave(context, { regions: ['us-east-1', 'ap-south-1'] })).resolves.toMatchObject({ plan: {} });
    await removed('eu-west-1', 'StackSet-BellyfedCatalogSpoke-7d9f6b8e-0000-4000-8000-000000000000');
    await expect(planLeave(context)).resolves.toMatchObject({ plan: { stack: expect.stringContaining(StackName) } });
    await removed('us-east-1', StackName);
  });

  it('may go before where it is another one', async () => {
    await spokeIn('us-east-1', StackName, 'eu-west-1');
    await spokeIn('eu-west-1', StackName, 'eu-west-1');
    await expect(planLeave(context)).resolves.toMatchObject({ plan: { stack: expect.stringContaining(StackName) } });
    await removed('us-east-1', StackName);
    await removed('eu-west-1', StackName);
  });

  it('says which regions it could not look at, and takes them by name', async () => {
    await spokeIn('us-east-1', StackName, '');
    const refusing = async () => ({
      listRegions: () =>
        Promise.reject(Object.assign(new Error('no'), { name: 'AccessDeniedException', $fault: 'client' })),
    });
    const blind = {
      ...context,
      target: { ...context.target, account: refusing as unknown as typeof context.target.account },
    };
    await expect(planLeave(blind)).rejects.toMatchObject({
      code: 'regions-unknown',
      remedies: [{ do: 'again', options: { regions: '<regions>' } }],
    });
    await expect(planLeave(blind, { regions: ['us-east-1'] })).resolves.toBeDefined();
    await removed('us-east-1', StackName);
  });
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
