/** The guard's sweep as a machine: what it does with each kind of stack, and what it costs of AWS's limits. */
import aslValidator from 'asl-validator';
import type { Json } from '../../../catalog/template';
import { guardMachine } from '../../../portfolios/guard/guard-machine';
import { guardPolicy } from '../../../portfolios/guard/guard-policy';
import { NOTES_PATH, PAGE_SIZE, sweepMachine } from '../../../portfolios/guard/sweep-machine';
import { sweepPageMachine } from '../../../portfolios/guard/sweep-page-machine';
import { type Answer, failing, type PlayedCall, play } from '../../sandbox/states/play';

const account = '111122223333';
const guard = `arn:aws:states:us-east-1:${account}:stateMachine:guard`;
const page = `arn:aws:states:us-east-1:${account}:stateMachine:page`;

/** Limits of one execution: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MOST_EVENTS = 25_000;
const MOST_BYTES = 262_144;

const PRODUCT = 'aws:servicecatalog:productArn';
const PRINCIPAL = 'aws:servicecatalog:provisioningPrincipalArn';
const launched = { Key: PRODUCT, Value: `arn:aws:catalog:us-east-1:${account}:product/prod-1` };
const launcher = `arn:aws:iam::${account}:role/BellyfedLaunch-environment`;
const StackId = `arn:aws:cloudformation:us-east-1:${account}:stack/SC-${account}-pp-0/1`;

/** A stack of the catalog at rest, as CloudFormation describes it. */
function stackOf(type: string, more: Readonly<Record<string, Json>> = {}) {
  return {
    ...{ StackId, StackStatus: 'UPDATE_COMPLETE', Tags: [launched], Outputs: [] },
    Parameters: [
      { ParameterKey: 'EnvironmentName', ParameterValue: 'x' },
      { ParameterKey: 'EnvironmentType', ParameterValue: type },
    ],
    ...more,
  };
}

/** Answers of AWS on one product. */
interface World {
  readonly stack: Json;
  /** Undefined: it has none. */
  readonly policy?: string;
}

function answers({ stack, policy }: World): Answer {
  return ({ resource }): Json => {
    if (resource === 'searchProvisionedProducts') return { ProvisionedProducts: [{ PhysicalId: StackId }] };
    if (resource === 'describeStacks') return { Stacks: [stack] };
    if (resource === 'getStackPolicy') return policy === undefined ? {} : { StackPolicyBody: policy };
    return {};
  };
}

const note = `${NOTES_PATH}/pp-0`;

/** Calls that change something, for one product, where the sweep before noted these. */
function doneFor(world: World, noted: readonly string[] = []) {
  const { status, calls } = play(
    sweepPageMachine(account, guard),
    { products: ['pp-0'], noted: ['none', ...noted] },
    { answer: answers(world) },
  );
  expect(status).toBe('SUCCEEDED');
  return calls.filter(({ resource }) => ['putParameter', 'startExecution'].includes(resource)).map(changeOf);
}

function changeOf({ resource, input }: PlayedCall): string {
  const { Name = '', StateMachineArn = '' } = input as Readonly<Record<string, string>>;
  return resource === 'putParameter' ? `notes ${Name}` : `starts ${StateMachineArn.split(':').at(-1)}`;
}

it('is valid in the Amazon States Language', () => {
  for (const machine of [sweepMachine(page), sweepPageMachine(account, guard)]) {
    expect(aslValidator(machine).errors).toEqual([]);
  }
});

describe('of a page', () => {
  const lifted = guardPolicy(['Cluster']);
  const older = guardPolicy().replace('"AWS::RDS::DBCluster",', '');
  const foreign = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"Update:*","Resource":"*"}]}';
  const ofTier = [launched, { Key: PRINCIPAL, Value: launcher }];

  it.each<[string, World, string[], string[]]>([
    ['leaves one alone that is protected', { stack: stackOf('dev'), policy: guardPolicy() }, [], []],
    ['has one protected at once that an event missed', { stack: stackOf('dev') }, ['starts guard'], ['starts guard']],
    [
      'replaces what an older guard wrote',
      { stack: stackOf('dev'), policy: older },
      ['starts guard'],
      ['starts guard'],
    ],
    [
      'notes what is lifted, and takes it back next',
      { stack: stackOf('dev'), policy: lifted },
      [`notes ${note}`],
      ['starts guard'],
    ],
    [
      "notes somebody's own, and replaces it next",
      { stack: stackOf('dev'), policy: foreign },
      [`notes ${note}`],
      ['starts guard'],
    ],
    [
      'notes that prod may be deleted, and takes it back next',
      { stack: stackOf('prod', { EnableTerminationProtection: false }), policy: guardPolicy() },
      [`notes ${note}`],
      ['starts guard'],
    ],
    [
      'leaves a protected prod alone',
      { stack: stackOf('prod', { EnableTerminationProtection: true }), policy: guardPolicy() },
      [],
      [],
    ],
    [
      'leaves the deletion of a tier to its environment',
      { stack: stackOf('prod', { Tags: ofTier, EnableTerminationProtection: false }), policy: guardPolicy() },
      [],
      [],
    ],
    [
      'has an adopted one protected, by the exports of its contract',
      {
        stack: stackOf('dev', { Tags: [], Outputs: [{ OutputKey: 'A' }, { ExportName: 'bellyfed:x:network:VpcId' }] }),
      },
      ['starts guard'],
      ['starts guard'],
    ],
    ['leaves one under way alone', { stack: stackOf('dev', { StackStatus: 'UPDATE_IN_PROGRESS' }) }, [], []],
    [
      'leaves one alone that a product of others was adopted with',
      {
        stack: stackOf('dev', { Tags: [{ Key: 'a', Value: 'b' }], Outputs: [{ OutputKey: 'A', ExportName: 'mine' }] }),
      },
      [],
      [],
    ],
    [
      'leaves one of another hub alone',
      {
        stack: stackOf('dev', {
          Tags: [{ Key: PRODUCT, Value: 'arn:aws:catalog:us-east-1:444455556666:product/prod-1' }],
        }),
      },
      [],
      [],
    ],
  ])('%s', (_, world, first, second) => {
    expect([doneFor(world), doneFor(world, ['pp-0'])]).toEqual([first, second]);
    expect(doneFor(world, ['pp-another'])).toEqual(first);
  });

  it('passes over a stack that is gone, and fails where one can’t be looked at, once the others are', () => {
    const outcome = (error: string, cause: string) => {
      const answer: Answer = (call, number) => {
        const { StackName } = call.input as { readonly StackName?: string };
        if (call.resource === 'describeStacks' && StackName === 'arn:aws:cloudformation:a:b:stack/pp-1') {
          failing(error, cause);
        }
        if (call.resource !== 'searchProvisionedProducts') return answers({ stack: stackOf('dev') })(call, number);
        const [query] = (call.input as { readonly Filters: { readonly SearchQuery: string[] } }).Filters.SearchQuery;
        return { ProvisionedProducts: [{ PhysicalId: `arn:aws:cloudformation:a:b:stack/${query?.slice(3)}` }] };
      };
      const products = ['pp-1', 'pp-2', 'pp-3'];
      const {
        status,
        error: failed,
        calls,
      } = play(sweepPageMachine(account, guard), { products, noted: ['none'] }, { answer });
      return [status, failed, calls.filter(({ resource }) => resource === 'startExecution').length];
    };
    const error = 'CloudFormation.CloudFormationException';
    expect(outcome(error, 'Stack with id pp-1 does not exist (Service: …)')).toEqual(['SUCCEEDED', undefined, 2]);
    expect(outcome(error, 'User is not authorized')).toEqual(['FAILED', 'Bellyfed.NotSwept', 2]);
  });
});

describe('of an account', () => {
  it('takes the notes up, whatever pages AWS answers them in, and hands them to each page once they are deleted', () => {
    const kept = Array.from({ length: 12 }, (_, index) => `pp-${index}`);
    let left = kept.map((Value) => ({ Name: `${NOTES_PATH}/${Value}`, Value }));
    let empty = true;
    const answer: Answer = ({ resource, input }): Json => {
      if (resource === 'getParametersByPath') {
        // AWS may answer an empty page with a token.
        if (empty) {
          empty = false;
          return { Parameters: [], NextToken: 'more' };
        }
        return {
          Parameters: left.slice(0, 10),
          ...(left.length > 10 && { NextToken: 'more' }),
        };
      }
      if (resource === 'deleteParameters') {
        const { Names } = input as { readonly Names: string[] };
        left = left.filter(({ Name }) => !Names.includes(Name));
      }
      if (resource === 'scanProvisionedProducts') return { ProvisionedProducts: [{ Id: 'pp-0' }, { Id: 'pp-1' }] };
      return {};
    };
    const { status, calls } = play(sweepMachine(page), {}, { answer });
    expect([status, left]).toEqual(['SUCCEEDED', []]);
    const started = calls.filter(({ resource }) => resource === 'startExecution').map(({ input }) => input);
    expect(started).toEqual([
      { StateMachineArn: page, Input: { products: ['pp-0', 'pp-1'], noted: ['none', ...kept] } },
    ]);
  });

  it('has nothing to do where nothing is launched', () => {
    const { status, calls } = play(sweepMachine(page), {}, { answer: () => ({}) });
    expect([status, calls.map(({ resource }) => resource)]).toEqual([
      'SUCCEEDED',
      ['getParametersByPath', 'scanProvisionedProducts'],
    ]);
  });
});

/**
 * The longest texts that AWS answers, by its API's own pages: ids of 100 characters, an ARN of 1,224, a name of 128, and for what
 * has no limit there 1,000.
 */
const long = (length: number) => 'x'.repeat(length);
const longProduct = (index: number) => ({
  ...{ Name: long(128), Arn: long(1224), Type: long(100), Id: `${long(94)}${String(index).padStart(6, '0')}` },
  ...{ Status: 'PLAN_IN_PROGRESS', StatusMessage: long(1000), CreatedTime: long(30), IdempotencyToken: long(128) },
  ...{ LastRecordId: long(100), LastProvisioningRecordId: long(100), LastSuccessfulProvisioningRecordId: long(100) },
  ...{ ProductId: long(100), ProvisioningArtifactId: long(100), LaunchRoleArn: long(1224) },
});

/** Ids as Service Catalog gives them. */
const id = (index: number) => `pp-${String(index).padStart(13, '0')}`;

/** Cost of the sweep's own execution, and the input of a page, with every product lifted and all texts as long as they get. */
function sweepOf(count: number) {
  let notes = Array.from({ length: count }, (_, index) => ({
    ...{ Name: `${NOTES_PATH}/${id(index)}`, Type: 'String', Value: id(index), ARN: long(1224), DataType: 'text' },
  }));
  const pages = Array.from({ length: count / PAGE_SIZE }, (_, number) =>
    Array.from({ length: PAGE_SIZE }, (_, index) => longProduct(number * PAGE_SIZE + index)),
  );
  const answer: Answer = ({ resource, input }): Json => {
    const { Names = [], PageToken = '0' } = input as { readonly Names?: string[]; readonly PageToken?: string };
    if (resource === 'getParametersByPath') {
      return { Parameters: notes.slice(0, 10), ...(notes.length > 10 && { NextToken: long(1000) }) };
    }
    if (resource === 'deleteParameters') {
      notes = notes.slice(Names.length);
      return { DeletedParameters: Names };
    }
    if (resource !== 'scanProvisionedProducts') return { ExecutionArn: long(256), StartDate: long(30) };
    const next = Number(PageToken) + 1;
    return { ProvisionedProducts: pages[next - 1] ?? [], ...(next < pages.length && { NextPageToken: String(next) }) };
  };
  const played = play(sweepMachine(page), {}, { answer });
  const started = played.calls.filter(({ resource }) => resource === 'startExecution');
  expect([played.status, started.length]).toEqual(['SUCCEEDED', pages.length]);
  return {
    ...costOf(played.events),
    input: started.map(({ input }) => (input as { readonly Input: Json }).Input).at(-1) ?? null,
  };
}

describe.each([20, 5000])('of %d products, every one of them lifted', (count) => {
  // Events and bytes grow by the page, so that two pages more say what 250 are: three points on one line show that.
  const [one, two, three] = [sweepOf(PAGE_SIZE), sweepOf(2 * PAGE_SIZE), sweepOf(3 * PAGE_SIZE)];
  const reckon = (cost: 'events' | 'bytes') =>
    three[cost] + (count / PAGE_SIZE - 3) * Math.max(two[cost] - one[cost], three[cost] - two[cost]);

  it('stays within the events and the data that an execution may have', () => {
    expect(three.events - two.events).toBe(two.events - one.events);
    check(`${count} products: the sweep`, { events: reckon('events'), bytes: reckon('bytes') });
    const noted = ['none', ...Array.from({ length: count }, (_, index) => id(index))];
    const { products } = three.input as { readonly products: Json };
    const input = { products, noted };
    const answer = answers({ stack: largestStack, policy: guardPolicy(['Cluster']) });
    const ofPage = play(sweepPageMachine(account, guard), input, { answer });
    expect(ofPage.status).toBe('SUCCEEDED');
    check(`${count} products: a page`, costOf(ofPage.events));
  });
});

/** A stack with as many parameters and outputs, and as long ones, as CloudFormation takes together with our form: 60 of each. */
const largestStack = stackOf('prod', {
  Outputs: Array.from({ length: 60 }, (_, index) => ({
    ...{
      OutputKey: long(255),
      OutputValue: long(1024),
      Description: long(255),
      ExportName: `bellyfed:${long(200)}${index}`,
    },
  })),
  Tags: [launched, ...Array.from({ length: 49 }, () => ({ Key: long(128), Value: long(256) }))],
});

it('reads a stack that is as large as ours get', () => {
  const answer = answers({ stack: largestStack });
  check('the guard', costOf(play(guardMachine(account), { detail: { 'stack-id': StackId } }, { answer }).events));
});

/** Events of an execution, and the bytes of the longest text in one of them. */
function costOf(events: readonly object[]) {
  const bytes = Math.max(...events.map((event) => Math.max(...textsIn(event).map((text) => Buffer.byteLength(text)))));
  return { events: events.length, bytes };
}

/** Checks the cost of an execution against AWS's limits, and prints how near it comes. */
function check(what: string, { events, bytes }: ReturnType<typeof costOf>): void {
  process.stderr.write(`${what}: ${events} of ${MOST_EVENTS} events, ${bytes} of ${MOST_BYTES} bytes\n`);
  expect(events).toBeLessThan(MOST_EVENTS);
  expect(bytes).toBeLessThan(MOST_BYTES);
}

/** Texts anywhere in an event: inputs, outputs, parameters. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn).concat('') : [''];
}
