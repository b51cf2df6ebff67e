/** The guard's policy lifted for one update: it comes back, or the error names the stack and the command, whatever fails. */
import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { detailsOf } from '../../../catalog/detailed-error';
import { CatalogError } from '../../../catalog/errors';
import { type AwsTarget, awsTarget } from '../../../operations/aws/aws-target';
import { noEvents } from '../../../operations/events';
import { withAllowedReplacements } from '../../../operations/running/stack-protection';
import { guardPolicy } from '../../../portfolios/guard/guard-policy';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';

let sandbox: TestSandbox;
let stacks: CloudFormation;
let target: AwsTarget;
let allowed: { readonly stack: string; readonly logicalIds: readonly string[] }[];

beforeAll(async () => {
  sandbox = await startTestSandbox();
  stacks = new CloudFormation(sandbox.client());
  target = await awsTarget({ endpointUrl: sandbox.url, region: 'us-east-1' }, { env: {} });
  allowed = [];
  for (const StackName of ['one', 'two']) {
    const TemplateBody = '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}';
    const { StackId = '' } = await stacks.createStack({ StackName, TemplateBody });
    await waitUntilStackCreateComplete({ client: stacks, maxWaitTime: 30, minDelay: 1 }, { StackName });
    allowed.push({ stack: StackId, logicalIds: ['Topic'] });
  }
});
afterAll(() => sandbox?.stop());
beforeEach(async () => {
  for (const { stack } of allowed) {
    await stacks.setStackPolicy({ StackName: stack, StackPolicyBody: guardPolicy() });
  }
});

async function policies(): Promise<(string | undefined)[]> {
  return Promise.all(
    allowed.map(async ({ stack }) => (await stacks.getStackPolicy({ StackName: stack })).StackPolicyBody),
  );
}

const guarded = [guardPolicy(), guardPolicy()];
const lifted = [guardPolicy(['Topic']), guardPolicy(['Topic'])];

/** The same target, whose credentials expire before a call to CloudFormation, the first being 1. */
function expiringBefore(call: number): AwsTarget & { isExpired(): boolean } {
  let calls = 0;
  const next = () => {
    calls += 1;
    if (calls < call) return;
    throw Object.assign(new Error('The security token included in the request is expired'), {
      ...{ name: 'ExpiredTokenException', $fault: 'client' },
    });
  };
  const cloudFormation = async () =>
    new Proxy(stacks, {
      get(client, name) {
        const value: unknown = Reflect.get(client, name);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          next();
          return Reflect.apply(value, client, args);
        };
      },
    });
  return { ...target, cloudFormation, isExpired: () => calls >= call };
}

it('is there while the update runs, and taken back once it is through', async () => {
  const result = await withAllowedReplacements({ target, events: noEvents }, allowed, async () => policies());
  expect(result).toEqual(lifted);
  expect(await policies()).toEqual(guarded);
});

it.each([
  [
    'a policy of somebody’s own',
    '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"Update:*","Resource":"*"}]}',
  ],
  ['what an older guard lifted', guardPolicy(['Other']).replace('"AWS::RDS::DBCluster",', '')],
])('leaves the guard’s own policy where it found %s', async (_, policy) => {
  await stacks.setStackPolicy({ StackName: 'one', StackPolicyBody: policy });
  await withAllowedReplacements({ target, events: noEvents }, allowed, async () => {});
  expect(await policies()).toEqual(guarded);
});

it('is taken back when the update fails, and its failure told', async () => {
  const failing = withAllowedReplacements({ target, events: noEvents }, allowed, async () => {
    throw new CatalogError('update-failed', 'AWS rolled it back');
  });
  await expect(failing).rejects.toMatchObject({ code: 'update-failed', message: 'AWS rolled it back' });
  expect(await policies()).toEqual(guarded);
});

it('is never given where it was stopped before, and taken back where it was stopped between two stacks', async () => {
  const controller = new AbortController();
  controller.abort(new CatalogError('stopped', 'Stopped.'));
  const act = jest.fn(async () => {});
  const context = { target, events: noEvents, signal: controller.signal };
  await expect(withAllowedReplacements(context, allowed, act)).rejects.toMatchObject({ code: 'stopped' });
  expect(act).not.toHaveBeenCalled();
  expect(await policies()).toEqual(guarded);

  const later = new AbortController();
  const aborting: AwsTarget = {
    ...target,
    cloudFormation: async () => {
      if ((await policies()).includes(lifted[0])) later.abort(new CatalogError('stopped', 'Stopped.'));
      return stacks;
    },
  };
  const half = withAllowedReplacements({ target: aborting, events: noEvents, signal: later.signal }, allowed, act);
  await expect(half).rejects.toMatchObject({ code: 'stopped' });
  expect(act).not.toHaveBeenCalled();
  expect(await policies()).toEqual(guarded);
});

// Two calls a stack lift it, two put them back: from the seventh on nothing is called any more.
it.each([1, 2, 3, 4, 5, 6])(
  'names each stack that stays lifted when the credentials expire before call %d',
  async (call) => {
    const expiring = expiringBefore(call);
    const failing = withAllowedReplacements({ target: expiring, events: noEvents }, allowed, async () => {
      // The update begins with the same credentials.
      if (expiring.isExpired()) throw new Error('the update could not begin');
    });
    const error = await failing.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const left = (await policies()).map((policy) => policy !== guardPolicy());
    const { remedies = [] } = detailsOf(error);
    expect(error).toBeInstanceOf(Error);
    for (const [index, { stack }] of allowed.entries()) {
      const isNamed = JSON.stringify(remedies).includes(stack);
      // One whose lift was refused may be named too: nobody can tell by an answer that didn't come.
      if (left[index]) expect([isNamed, String(error)]).toEqual([true, expect.stringContaining(stack)]);
    }
    expect(String(error)).toMatch(call <= 4 ? /ExpiredTokenException|expired/ : /The update is through/);
    expect(remedies.every((remedy) => remedy.do === 'aws' && remedy.command.includes('start-execution'))).toBe(true);
    expect(left.filter(Boolean)).toHaveLength(call <= 2 ? 0 : call <= 4 ? 1 : call === 5 ? 2 : 1);
  },
);

it('tells both failures where the update failed too', async () => {
  const expiring = expiringBefore(5);
  const failing = withAllowedReplacements({ target: expiring, events: noEvents }, allowed, async () => {
    throw new CatalogError('update-failed', 'AWS rolled it back');
  });
  await expect(failing).rejects.toMatchObject({
    code: 'protection-not-restored',
    message: expect.stringMatching(/^AWS rolled it back\. .*could not be taken back from .*ExpiredTokenException/),
  });
});
