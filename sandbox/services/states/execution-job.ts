import type { Work } from '../../kernel/work';
import { type Branch, type BranchKey, branchAt, ROOT, rootBranch } from './execution/branch';
import { History } from './execution/history';
import { failExecution, type Run, readMachine } from './execution/run';
import { takeStep } from './execution/step';
import { unsupported } from './language/unsupported';
import { type ExecutionRecord, executions } from './state';
import { callTask, isCallable } from './task';

/** The kind of job that takes the steps of an execution. */
export const EXECUTION_JOB = 'states/execution';

/** Step to take: of which execution, and of which of its branches. */
export interface ExecutionJob {
  readonly accountId: string;
  readonly region: string;
  readonly machine: string;
  readonly name: string;
  /** Default: the execution's own states. */
  readonly branch?: BranchKey;
}

/**
 * Takes the next step of a branch of an execution: one transaction, so that a sandbox that was killed goes on at the state
 * in which the branch was. An execution that has no branch yet, as one that an earlier release had under way, begins.
 */
export function takeExecutionStep(job: ExecutionJob, work: Work): undefined {
  const execution = work.db.get(executions, [job.accountId, job.region, job.machine, job.name]);
  if (execution?.status !== 'RUNNING') return undefined;
  const key = job.branch ?? ROOT;
  const branch = branchAt(work.db, execution.arn, key);
  const run = runOf(execution, work);
  try {
    work.db.attempt(() => {
      if (branch) takeStep(run, branch);
      else if (job.branch === undefined) begin(run);
    });
  } catch (defect) {
    work.parts.report(defect);
    failExecution(runOf(execution, work), 0, { error: 'States.Runtime', cause: `The sandbox failed: ${defect}` });
  }
  return undefined;
}

function begin(run: Run): void {
  const { execution, now } = run;
  const { machine } = readMachine(execution.definition);
  const problems = unsupported(machine, isCallable);
  if (problems.length > 0) failExecution(run, 0, { error: 'States.Runtime', cause: problems.join(' ') });
  else takeStep(run, rootBranch(machine, JSON.parse(execution.input), now));
}

function runOf(execution: ExecutionRecord, { db, now, parts }: Work): Run {
  const { machine, states } = readMachine(execution.definition);
  const limit = (machine.TimeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000;
  return {
    ...{ execution, db, now, states, history: new History(db, execution.arn, now) },
    ...{ deadline: execution.started.getTime() + limit, random: Math.random },
    callMs: parts.faults.current.delayMs ?? 0,
    call: (resource, input) => callTask(execution, { resource, input }, { db, parts }),
    schedule: (branch, afterMs) => parts.jobs.enqueue(EXECUTION_JOB, jobOf(execution, branch), afterMs),
  };
}

function jobOf({ accountId, region, machine, name }: ExecutionRecord, { key }: Branch): ExecutionJob {
  return { accountId, region, machine, name, branch: key };
}
