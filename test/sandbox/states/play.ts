import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Json } from '../../../catalog/template';
import { type BranchKey, branchAt, ROOT, rootBranch } from '../../../sandbox/services/states/execution/branch';
import { History } from '../../../sandbox/services/states/execution/history';
import { type Run, readMachine } from '../../../sandbox/services/states/execution/run';
import { takeStep } from '../../../sandbox/services/states/execution/step';
import { StateError } from '../../../sandbox/services/states/language/failure';
import { type ExecutionRecord, executions, history, saveExecution } from '../../../sandbox/services/states/state';
import { MemoryRows } from './memory-rows';

/** Call of a task, as it was made. */
export interface PlayedCall {
  readonly resource: string;
  readonly input: Json;
  /** Seconds since the start. */
  readonly at: number;
}

/** Answer to a task's call, the first with the number 1; a call fails by {@link failing}. */
export type Answer = (call: PlayedCall, number: number) => Json;

/** @throws StateError as a call that fails does. */
export function failing(error: string, cause = 'so it is'): never {
  throw new StateError({ error, cause });
}

/** Options of a play. */
export interface PlaySettings {
  readonly answer?: Answer;
  readonly callMs?: number;
  readonly random?: () => number;
  /** Events that the history has already. */
  readonly earlierEvents?: number;
}

/** An execution that has ended, in virtual time. */
export interface Played {
  readonly status: ExecutionRecord['status'];
  readonly output: Json | undefined;
  readonly error?: string;
  readonly cause?: string;
  readonly calls: readonly PlayedCall[];
  readonly events: readonly HistoryEvent[];
  /** Seconds that it took. */
  readonly seconds: number;
}

const START = Date.parse('2026-01-01T00:00:00Z');

const of = { accountId: '000000000000', region: 'us-east-1', machine: 'played', name: 'run' };
const arn = `arn:aws:states:${of.region}:${of.accountId}:execution:${of.machine}:${of.name}`;

/**
 * Runs a machine over rows in memory and a clock that jumps from step to step, until its execution has ended. The definition
 * isn't checked, which takes a third of a second.
 */
export function play(machine: object, input: Json = {}, settings: PlaySettings = {}): Played {
  const definition = JSON.stringify(machine);
  const { answer = () => ({}), callMs = 0, random = () => 0.5, earlierEvents = 1 } = settings;
  const db = new MemoryRows();
  const calls: PlayedCall[] = [];
  let jobs: { readonly key: BranchKey; readonly at: number }[] = [{ key: ROOT, at: START }];
  let now = START;
  const { machine: read, states } = readMachine(definition);
  const record: ExecutionRecord = {
    ...{ ...of, arn, definition, roleArn: 'arn:aws:iam::000000000000:role/played', input: JSON.stringify(input) },
    ...{ started: new Date(START), status: 'RUNNING' },
  };
  saveExecution(db, record);
  db.put(history, [arn, earlierEvents], { timestamp: new Date(START), type: 'ExecutionStarted', id: earlierEvents });

  const current = () => db.get(executions, [of.accountId, of.region, of.machine, of.name]) ?? record;
  while (current().status === 'RUNNING') {
    const [job] = jobs.sort((left, right) => left.at - right.at);
    if (!job) throw new Error('nothing is left to do, and the execution has not ended');
    jobs = jobs.slice(1);
    now = Math.max(now, job.at);
    const run: Run = {
      ...{ execution: current(), states, db, now: new Date(now), callMs, random },
      history: new History(db, arn, new Date(now)),
      deadline: START + (read.TimeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000,
      call: (resource, called) => {
        const call = { resource: resource.split(':').at(-1) ?? '', input: called, at: (now - START) / 1000 };
        calls.push(call);
        return answer(call, calls.length);
      },
      schedule: ({ key }, afterMs) => jobs.push({ key, at: now + afterMs }),
    };
    const branch = branchAt(db, arn, job.key) ?? (job.key === ROOT ? rootBranch(read, input, run.now) : undefined);
    if (branch) takeStep(run, branch);
  }
  const { status, output, error, cause } = current();
  const events = db.list(history, [arn]).map(({ value }) => value);
  const value = output === undefined ? undefined : JSON.parse(output);
  return { status, output: value, error, cause, calls, events, seconds: (now - START) / 1000 };
}

/** Machine of these states, which begins with the first. */
export function machineOf(States: Readonly<Record<string, object>>, more: object = {}) {
  return { StartAt: Object.keys(States)[0], States, ...more };
}

/** Task whose call {@link play} answers. */
export function task(fields: object = {}, operation = 'getParameter') {
  return { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:ssm:${operation}`, End: true, ...fields };
}

/** Types of a played execution's events, in their order. */
export function typesOf({ events }: Played): (string | undefined)[] {
  return events.map(({ type }) => type);
}
