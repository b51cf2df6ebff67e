import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Json } from '../../../catalog/template';
import type { Continue } from '../../kernel/jobs';
import type { SandboxParts, Work } from '../../kernel/work';
import type { Store } from '../../store/store';
import { allStates, unsupported } from './definition';
import { historyOf, type InterpreterEvent } from './history';
import { loadInterpreter } from './interpreter';
import { type ExecutionRecord, executions, history, saveExecution } from './state';
import { taskCaller } from './task';

/** The kind of job that sees an execution through. */
export const EXECUTION_JOB = 'states/execution';

/** What the job carries. */
export interface ExecutionJob {
  readonly accountId: string;
  readonly region: string;
  readonly machine: string;
  readonly name: string;
}

/** Milliseconds between two looks at an execution under way. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Starts an execution that doesn't run, and looks again until it has ended: a sandbox that was killed finds the job and
 * starts the execution anew, from its first state.
 */
export function seeThrough(job: ExecutionJob, { db, parts }: Work): Continue<ExecutionJob> | undefined {
  const execution = db.get(executions, [job.accountId, job.region, job.machine, job.name]);
  if (execution?.status !== 'RUNNING') return undefined;
  parts.background.start(execution.arn, (signal) => run(execution, db, parts, signal));
  return { payload: job, afterMs: LOOK_AGAIN_MS };
}

/** How an execution ended. */
type Ending = Pick<ExecutionRecord, 'status' | 'output' | 'error' | 'cause'>;

async function run(execution: ExecutionRecord, db: Store, parts: SandboxParts, signal: AbortSignal): Promise<void> {
  const events: InterpreterEvent[] = [];
  try {
    const ending = await interpret(execution, db, parts, signal, events);
    if (!signal.aborted) await db.transact(() => conclude(execution, ending, events, db));
  } catch (defect) {
    const ending: Ending = { status: 'FAILED', error: 'States.Runtime', cause: `The sandbox failed: ${defect}` };
    await db.transact(() => conclude(execution, ending, events, db));
    throw defect;
  }
}

async function interpret(
  execution: ExecutionRecord,
  db: Store,
  parts: SandboxParts,
  signal: AbortSignal,
  events: InterpreterEvent[],
): Promise<Ending> {
  const definition: Json = JSON.parse(execution.definition);
  const problem = unsupported(definition);
  if (problem !== undefined) return { status: 'FAILED', error: 'States.Runtime', cause: problem };
  const call = taskCaller(execution, db, parts);
  const handlers = [...allStates(definition)].flatMap(([name, { Type, Resource = '' }]) =>
    Type === 'Task' ? [[name, (input: Json) => call(Resource, input)] as const] : [],
  );
  const interpreter = loadInterpreter();
  const machine = new interpreter.StateMachine(definition as never, { validationOptions: { noValidate: true } });
  const { result, abort, eventLogs } = machine.run(JSON.parse(execution.input), {
    overrides: { taskResourceLocalHandlers: Object.fromEntries(handlers) },
    context: contextOf(execution),
    noThrowOnAbort: true,
  });
  signal.addEventListener('abort', abort);
  const noted = note(eventLogs, events);
  try {
    const output = JSON.stringify((await result) ?? null);
    await Promise.race([noted, aborted(signal)]);
    return { status: 'SUCCEEDED', output };
  } catch (error) {
    await Promise.race([noted, aborted(signal)]);
    if (error instanceof interpreter.ExecutionTimeoutError) return { status: 'TIMED_OUT', error: 'States.Timeout' };
    if (!(error instanceof interpreter.ExecutionError)) throw error;
    const why = error.cause instanceof Error ? error.cause : error;
    return { status: 'FAILED', error: why.name, cause: why.message };
  }
}

async function note(from: AsyncIterable<unknown>, into: InterpreterEvent[]): Promise<void> {
  for await (const event of from) into.push(event as InterpreterEvent);
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
function contextOf({ arn, name, roleArn, input, started, machine, region, accountId }: ExecutionRecord) {
  return {
    Execution: { Id: arn, Name: name, RoleArn: roleArn, Input: JSON.parse(input), StartTime: started.toISOString() },
    StateMachine: { Id: `arn:aws:states:${region}:${accountId}:stateMachine:${machine}`, Name: machine },
  };
}

/** Puts down how an execution ended, unless somebody stopped or deleted it meanwhile. */
function conclude(execution: ExecutionRecord, ending: Ending, events: readonly InterpreterEvent[], db: Store): void {
  const { accountId, region, machine, name, arn } = execution;
  if (db.get(executions, [accountId, region, machine, name])?.status !== 'RUNNING') return;
  saveExecution(db, { ...execution, ...ending, stopped: new Date() });
  const states = allStates(JSON.parse(execution.definition));
  const rows: HistoryEvent[] = historyOf(events, states, ending);
  for (const row of rows) db.put(history, [arn, row.id ?? 0], row);
}
