/** Executions in a sandbox that is killed around every transaction: no state is run twice, and none is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { PolicyDocument } from '../../../catalog/permissions';
import type { Json } from '../../../catalog/template';
import { guardMachine } from '../../../portfolios/guard/guard-machine';
import { AwsError } from '../../../sandbox/kernel/aws-error';
import { Faults } from '../../../sandbox/kernel/faults';
import { JobQueue } from '../../../sandbox/kernel/jobs';
import type { SandboxParts } from '../../../sandbox/kernel/work';
import { roles } from '../../../sandbox/services/iam/state';
import { beginExecution } from '../../../sandbox/services/states';
import { branches } from '../../../sandbox/services/states/execution/branch';
import { type ExecutionJob, takeExecutionStep } from '../../../sandbox/services/states/execution-job';
import { type ExecutionRecord, executions, history, type MachineRecord } from '../../../sandbox/services/states/state';
import { defineTable, Store } from '../../../sandbox/store/store';
import { machineOf, task } from './play';

const accountId = '000000000000';
const region = 'us-east-1';
const roleArn = `arn:aws:iam::${accountId}:role/played`;
const begin = Date.parse('2026-01-01T00:00:00Z');

/** Jobs that wait for their time, by that and a number. */
const pending = defineTable<ExecutionJob>('test/pending');
/** Calls that were made, by a number: each written in the transaction of its state. */
const calls = defineTable<string>('test/calls');
/** The time: it jumps to that of the job that is taken. */
const clock = defineTable<number>('test/clock');

type Answer = (operation: string, input: Readonly<Record<string, unknown>>, number: number) => unknown;

/** Queue whose jobs wait in virtual time, and are taken one by one. */
class VirtualQueue extends JobQueue {
  constructor(
    private readonly db: Store,
    parts: () => SandboxParts,
  ) {
    super(db, parts, () => {});
  }

  override enqueue(_kind: string, payload: ExecutionJob, afterMs = 0): void {
    const at = (this.db.get(clock, []) ?? begin) + afterMs;
    const [last] = this.db.list(pending, [at], { reverse: true, limit: 1 });
    this.db.put(pending, [at, Number(last?.key[1] ?? 0) + 1], payload);
  }
}

/** Defects that were reported. */
const defects: unknown[] = [];
afterEach(() => defects.splice(0));

function partsOf(db: Store, answer: Answer): SandboxParts {
  const parts: SandboxParts = {
    jobs: new VirtualQueue(db, () => parts),
    faults: new Faults(),
    report: (defect) => defects.push(defect),
    invoke: ({ operation, input }) => {
      const number = db.count(calls) + 1;
      db.put(calls, [number], `${operation} ${JSON.stringify(input)}`);
      return answer(operation, input, number);
    },
    ...{
      authorize: () => undefined,
      providers: new Map(),
      looks: new Map(),
      stackStatusListeners: [],
      stackListeners: [],
      organizationListeners: [],
      defaultRoleName: 'Role',
    },
  };
  return parts;
}

/** An execution that has ended, and the calls that its tasks made. */
interface Ended {
  readonly execution: ExecutionRecord | undefined;
  /** Without their times: some waits are drawn. */
  readonly events: readonly Omit<HistoryEvent, 'timestamp'>[];
  readonly calls: readonly string[];
  readonly transactions: number;
  readonly leftBranches: number;
}

/**
 * Runs a machine in a store of its own.
 *
 * @param isKilled each transaction is cut off once before its commit, and done again by the next sandbox; after its commit
 *   the sandbox ends too
 */
async function run(machine: object, input: Json, answer: Answer, isKilled: boolean): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'executions-'));
  let db = await Store.open(folder);
  const restart = async () => {
    await db.close();
    db = await Store.open(folder);
  };
  const take = () => {
    const [row] = db.list(pending, [], { limit: 1 });
    if (!row) throw new Error('nothing is left to do');
    db.remove(pending, row.key);
    const now = Math.max(db.get(clock, []) ?? begin, Number(row.key[0]));
    db.put(clock, [], now);
    takeExecutionStep(row.value, { db, now: new Date(now), parts: partsOf(db, answer) });
  };
  try {
    await db.transact(() => start(machine, input, db, answer));
    let transactions = 0;
    while (db.count(pending) > 0) {
      if (isKilled) {
        const cutOff = db.transact(() => {
          take();
          throw new Error('killed');
        });
        await expect(cutOff).rejects.toThrow('killed');
        await restart();
      }
      await db.transact(take);
      transactions += 1;
      if (isKilled) await restart();
    }
    return {
      leftBranches: db.count(branches),
      execution: db.get(executions, [accountId, region, 'played', 'run']),
      events: db.list(history).map(({ value: { timestamp: _, ...event } }) => event),
      calls: db.list(calls).map(({ value }) => value),
      transactions,
    };
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(definition: object, input: Json, db: Store, answer: Answer): void {
  const allow = (more: object): PolicyDocument => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', ...more }],
  });
  db.put(roles, [accountId, 'played'], {
    ...{ name: 'played', path: '/', arn: roleArn, id: 'AROAPLAYED', attached: [], tags: {}, maxSessionDuration: 3600 },
    trustPolicy: allow({ Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    inline: { all: allow({ Action: '*', Resource: '*' }) },
    created: new Date(begin),
  });
  const machine: MachineRecord = {
    ...{ accountId, region, name: 'played', arn: `arn:aws:states:${region}:${accountId}:stateMachine:played`, roleArn },
    ...{ definition: JSON.stringify(definition), type: 'STANDARD', created: new Date(begin), revisionId: '1' },
  };
  const parts = partsOf(db, answer);
  beginExecution(machine, 'run', JSON.stringify(input), { db, now: new Date(begin), parts });
}

async function bothWays(machine: object, input: Json, answer: Answer): Promise<Ended> {
  const whole = await run(machine, input, answer, false);
  const killed = await run(machine, input, answer, true);
  const { execution: wholeExecution, ...expected } = whole;
  const { execution, ...found } = killed;
  expect(found).toEqual(expected);
  expect([execution?.status, execution?.output]).toEqual([wholeExecution?.status, wholeExecution?.output]);
  expect([killed.leftBranches, defects]).toEqual([0, []]);
  return killed;
}

it('goes through the guard’s machine as one that is never killed, with each of its calls made once', async () => {
  const stack = {
    ...{ StackId: `arn:aws:cloudformation:us-east-1:${accountId}:stack/1`, StackStatus: 'CREATE_COMPLETE' },
    Tags: [
      { Key: 'aws:servicecatalog:productArn', Value: `arn:aws:catalog:us-east-1:${accountId}:product/prod-1` },
      { Key: 'aws:servicecatalog:provisioningPrincipalArn', Value: `arn:aws:iam::${accountId}:user/somebody` },
    ],
    Parameters: ['EnvironmentName', 'EnvironmentType'].map((ParameterKey) => ({
      ParameterKey,
      ParameterValue: 'prod',
    })),
  };
  const ResourceType = 'AWS::ServiceCatalog::CloudFormationProvisionedProduct';
  const tiers = ['pp-1', 'pp-2'].map((PhysicalResourceId) => ({ ResourceType, PhysicalResourceId }));
  const {
    execution,
    calls: made,
    transactions,
  } = await bothWays(guardMachine(accountId), { detail: { 'stack-id': 'stack/1' } }, (operation, _, number) => {
    if (number === 1) throw new AwsError('ThrottlingException', 'Rate exceeded');
    if (operation === 'DescribeStackResources') return { StackResources: tiers };
    return operation === 'DescribeStacks' ? { Stacks: [stack] } : {};
  });
  expect(execution?.status).toBe('SUCCEEDED');
  expect(made.map((call) => call.split(' ')[0])).toEqual([
    ...['DescribeStacks', 'DescribeStacks', 'SetStackPolicy', 'UpdateTerminationProtection'],
    ...['DescribeStackResources', 'UpdateTerminationProtection', 'UpdateTerminationProtection'],
  ]);
  // A state is a transaction, and so is each time that a task is tried again, and each tier. Those for what was adopted
  // aren't entered, nor is the end where there is nothing to do.
  const notEntered = ['Is it adopted?', 'Look at its exports', 'Are they of the contract?', 'Nothing more to do'];
  const states = Object.keys(guardMachine(accountId).States).filter((name) => !notEntered.includes(name));
  expect(transactions).toBe(states.length + 1 + tiers.length);
});

it('goes through every kind of state as one that is never killed, with each call made once', async () => {
  const call = (name: string, fields: object = {}) => task({ Parameters: { Name: name }, ...fields });
  const on = (Next: string, state: object) => ({ ...state, End: undefined, Next });
  const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5 }];
  const machine = machineOf({
    Begin: { Type: 'Pass', Result: { items: ['a', 'b', 'c'] }, Next: 'Wait' },
    Wait: { Type: 'Wait', Seconds: 60, Next: 'Choose' },
    Choose: { Type: 'Choice', Choices: [{ Variable: '$.items[0]', StringEquals: 'a', Next: 'Each' }] },
    Each: {
      ...{ Type: 'Map', ItemsPath: '$.items', MaxConcurrency: 2, ResultPath: '$.done', Next: 'Both' },
      ItemProcessor: machineOf({
        Item: on('ItemDone', task({ Parameters: { 'Name.$': '$' } })),
        ItemDone: { Type: 'Succeed' },
      }),
    },
    Both: {
      ...{ Type: 'Parallel', ResultPath: '$.both', Retry, Next: 'Fails' },
      Branches: [
        machineOf({ Left: call('left', { Retry }) }),
        machineOf({ Pause: { Type: 'Wait', Seconds: 10, Next: 'Right' }, Right: call('right') }),
      ],
    },
    Fails: on(
      'End',
      call('fails', { ResultPath: null, Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'End' }] }),
    ),
    End: { Type: 'Succeed', OutputPath: '$.error.Error' },
  });
  const {
    execution,
    calls: made,
    events,
  } = await bothWays(machine, {}, (_, { Name }, number) => {
    // The left branch's call fails once, the right one's once, and the last one always.
    const fails = Name === 'fails' || number === 4 || number === 6;
    if (fails) throw new AwsError('ParameterNotFound', `${Name}`);
    return { Name };
  });
  expect([execution?.status, execution?.output]).toEqual(['SUCCEEDED', '"Ssm.ParameterNotFoundException"']);
  expect(made.map((each) => JSON.parse(each.split(' ')[1] ?? '').Name)).toEqual([
    ...['a', 'b', 'c', 'left', 'left', 'right', 'left', 'right', 'fails'],
  ]);
  const ids = events.map(({ id }) => id);
  expect(ids).toEqual(ids.map((_, index) => index + 1));
});

it('fails with a defect of the sandbox, which is reported, and keeps nothing of the step that had it', async () => {
  const machine = machineOf({ First: { Type: 'Pass', Next: 'Call' }, Call: task() });
  const broken: Answer = () => {
    throw new Error('broken');
  };
  const { execution, events, calls: made } = await run(machine, {}, broken, false);
  expect(execution).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: 'The sandbox failed: Error: broken',
  });
  expect(events.map(({ type }) => type)).toEqual([
    ...['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionFailed'],
  ]);
  expect([made, defects]).toEqual([[], [expect.objectContaining({ message: 'broken' })]]);
});
