import type { Json } from '../../../../catalog/template';
import type { Rows } from '../../../store/rows';
import { saveEnded } from '../ended-executions';
import type { Context } from '../language/data-flow';
import type { Failure } from '../language/failure';
import { allStates, type Machine, type State } from '../language/machine';
import type { ExecutionRecord } from '../state';
import { type Branch, saveBranch } from './branch';
import type { History, NewEvent } from './history';

/** Execution of which a step is being taken, and the world around it: the same over any store, clock and AWS. */
export interface Run {
  readonly execution: ExecutionRecord;
  readonly states: ReadonlyMap<string, State>;
  readonly history: History;
  readonly db: Rows;
  readonly now: Date;
  /** When the execution has taken too long, in milliseconds since 1970. */
  readonly deadline: number;
  /** Milliseconds before a task's call is answered. */
  readonly callMs: number;
  /**
   * Makes a task's call, as part of the transaction under way.
   *
   * @throws StateError
   */
  readonly call: (resource: string, input: Json) => Json;
  /** Schedules a branch's next step in some milliseconds. */
  readonly schedule: (branch: Branch, afterMs: number) => void;
  /** Gives numbers from 0 to below 1. */
  readonly random: () => number;
}

/** End of an execution. */
type Ending = Failure & Pick<ExecutionRecord, 'output'> & { readonly status: ExecutionRecord['status'] };

/** Definitions that are kept parsed. */
const KEPT = 100;

const parsed = new Map<string, { readonly machine: Machine; readonly states: ReadonlyMap<string, State> }>();

/** The machine of a definition, with all its states by name. The text was checked when the machine was made. */
export function readMachine(definition: string) {
  const known = parsed.get(definition);
  if (known) return known;
  const machine: Machine = JSON.parse(definition);
  if (parsed.size >= KEPT) parsed.clear();
  const read = { machine, states: allStates(machine) };
  parsed.set(definition, read);
  return read;
}

/** Saves a branch, and schedules its next step for when that is due, or the execution has taken too long. */
export function goOn(run: Run, branch: Branch): void {
  const { db, execution, now, deadline } = run;
  saveBranch(db, execution.arn, branch);
  run.schedule(branch, Math.max(0, Math.min(branch.due, deadline) - now.getTime()));
}

/** Ends an execution, with the event that says so. */
export function conclude(run: Run, previousEventId: number, ending: Ending, event: NewEvent): void {
  run.history.end(previousEventId, event);
  saveEnded(run.db, { ...run.execution, ...ending, stopped: run.now });
}

/** Ends an execution as failed. */
export function failExecution(run: Run, previousEventId: number, failure: Failure): void {
  const event: NewEvent = { type: 'ExecutionFailed', executionFailedEventDetails: failure };
  conclude(run, previousEventId, { status: 'FAILED', ...failure }, event);
}

/**
 * Context object of a branch.
 *
 * @param more what the state adds to it
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
export function contextOf({ execution }: Run, branch: Branch, more: Readonly<Record<string, Json>> = {}): Context {
  const { arn, name, roleArn, input, started, machine, region, accountId } = execution;
  return () => ({
    Execution: {
      ...{ Id: arn, Input: JSON.parse(input), Name: name, RoleArn: roleArn, StartTime: started.toISOString() },
      RedriveCount: 0,
    },
    State: {
      ...{ EnteredTime: branch.entered?.time.toISOString() ?? '', Name: branch.state },
      RetryCount: branch.retries.reduce((sum, count) => sum + count, 0),
    },
    StateMachine: { Id: `arn:aws:states:${region}:${accountId}:stateMachine:${machine}`, Name: machine },
    ...more,
  });
}
