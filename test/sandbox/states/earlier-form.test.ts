/** Executions in a state that an earlier release wrote: without branches, with a job that names no branch. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SFN } from '@aws-sdk/client-sfn';
import { defineTable, Store } from '../../../sandbox/store/store';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';
import { machineOf } from './play';

const scope = { accountId: '000000000000', region: 'us-east-1' };
const machine = 'earlier';
const roleArn = `arn:aws:iam::${scope.accountId}:role/earlier`;
const definition = JSON.stringify(
  machineOf({ First: { Type: 'Pass', Result: 'first', Next: 'Last' }, Last: { Type: 'Succeed' } }),
);
const stateMachineArn = `arn:aws:states:us-east-1:${scope.accountId}:stateMachine:${machine}`;
const arnOf = (name: string) => `arn:aws:states:us-east-1:${scope.accountId}:execution:${machine}:${name}`;
const started = new Date('2026-09-30T12:00:00Z');

let sandbox: TestSandbox;
let states: SFN;

beforeAll(async () => {
  const stateFolder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const store = await Store.open(stateFolder);
  await store.transact(() => write(store));
  await store.close();
  sandbox = await startTestSandbox({ stateFolder });
  states = new SFN(sandbox.client());
});
afterAll(() => sandbox.stop());

/** Rows as they were: tables and keys are named here, so that a change of ours is seen. */
function write(store: Store): void {
  const row = (table: string, key: (string | number)[], value: unknown) =>
    store.put(defineTable<unknown>(table), key, value);
  const key = [scope.accountId, scope.region, machine];
  const created = { ...scope, definition, roleArn };
  row('states/machines', key, {
    ...created,
    name: machine,
    arn: stateMachineArn,
    type: 'STANDARD',
    created: started,
    revisionId: '1',
  });
  const execution = (name: string, more: object) => {
    row('states/executions', [...key, name], {
      ...created,
      machine,
      name,
      arn: arnOf(name),
      input: '{"in":1}',
      started,
      ...more,
    });
    row('states/executions-by-start', [...key, started.getTime(), name], name);
    row('states/history', [arnOf(name), 1], {
      ...{ timestamp: started, type: 'ExecutionStarted', id: 1, previousEventId: 0 },
      executionStartedEventDetails: { input: '{"in":1}', roleArn },
    });
  };
  execution('ended', { status: 'SUCCEEDED', stopped: started, output: '"first"' });
  row('states/history', [arnOf('ended'), 2], {
    ...{ timestamp: started, type: 'ExecutionSucceeded', id: 2, previousEventId: 1 },
    executionSucceededEventDetails: { output: '"first"' },
  });
  execution('failed', { status: 'FAILED', stopped: started, error: 'E', cause: 'C' });
  execution('running', { status: 'RUNNING' });
  row('sandbox/kernel/jobs', [started.getTime(), 7], {
    kind: 'states/execution',
    payload: { ...scope, machine, name: 'running' },
  });
  row('sandbox/job-sequence', [], 7);
}

it('are shown as they were, those that had ended', async () => {
  const ended = await states.describeExecution({ executionArn: arnOf('ended') });
  expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '"first"', input: '{"in":1}', startDate: started });
  expect(await states.describeExecution({ executionArn: arnOf('failed') })).toMatchObject({
    status: 'FAILED',
    error: 'E',
    cause: 'C',
  });
  const { events = [] } = await states.getExecutionHistory({ executionArn: arnOf('ended') });
  expect(events.map(({ type }) => type)).toEqual(['ExecutionStarted', 'ExecutionSucceeded']);
  const { executions = [] } = await states.listExecutions({ stateMachineArn });
  expect(executions.map(({ name }) => name).sort()).toEqual(['ended', 'failed', 'running']);
});

it('begin at their first state, those that were under way', async () => {
  const executionArn = arnOf('running');
  while ((await states.describeExecution({ executionArn })).status === 'RUNNING') {
    await new Promise((done) => setTimeout(done, 20));
  }
  expect(await states.describeExecution({ executionArn })).toMatchObject({ status: 'SUCCEEDED', output: '"first"' });
  const { events = [] } = await states.getExecutionHistory({ executionArn });
  expect(events.map(({ id, type }) => `${id} ${type}`)).toEqual([
    ...[
      '1 ExecutionStarted',
      '2 PassStateEntered',
      '3 PassStateExited',
      '4 SucceedStateEntered',
      '5 SucceedStateExited',
    ],
    '6 ExecutionSucceeded',
  ]);
});
