import type { Json } from '../../../../catalog/template';
import { dataText, placed } from '../language/data-flow';
import { type Catcher, retryDelay, ruleFor } from '../language/error-handling';
import { type Failure, StateError } from '../language/failure';
import type { Handling, MapState, ParallelState, State } from '../language/machine';
import { type Branch, type BranchKey, branchAt, branches, removeChildren, saveBranch } from './branch';
import { abortChildren, addIterationEvent, endChildren, startMap, startNext, startParallel } from './children';
import { HistoryFull } from './history';
import type { Outcome } from './outcome';
import { conclude, failExecution, goOn, type Run } from './run';
import { choose, endWait, fail, pass, succeed, wait } from './simple-states';
import { makeCall, startTask } from './task-state';

/** Errors of a definition and its data, as opposed to those of what it calls: their cause is told with the state. */
const OF_DEFINITION = [
  'States.Runtime',
  'States.IntrinsicFailure',
  'States.NoChoiceMatched',
  'States.ResultPathMatchFailure',
];

/**
 * Takes a branch's next step, as part of the transaction under way: all that a state does, from entering it to its output
 * or to a time at which it goes on, its call included.
 *
 * @see https://states-language.net/spec.html
 */
export function takeStep(run: Run, branch: Branch): void {
  const now = run.now.getTime();
  try {
    if (now >= run.deadline) timeOut(run, branch);
    else if (now < branch.due) goOn(run, branch);
    else attempt(run, branch, (state) => runPhase(run, branch, state));
  } catch (error) {
    if (!(error instanceof HistoryFull)) throw error;
    const cause = 'The execution reached the maximum number of history events (25000).';
    failExecution(run, branch.lastEvent, { error: 'States.Runtime', cause });
  }
}

function runPhase(run: Run, branch: Branch, state: State): Outcome {
  if (branch.phase === 'enter') {
    const stateEnteredEventDetails = { name: branch.state, input: JSON.stringify(branch.input) };
    const event = run.history.add(branch.lastEvent, { type: `${state.Type}StateEntered`, stateEnteredEventDetails });
    branch.lastEvent = event;
    branch.entered = { event, time: run.now };
    branch.retries = 'Retry' in state ? (state.Retry ?? []).map(() => 0) : [];
  }
  switch (state.Type) {
    case 'Pass':
      return pass(run, branch, state);
    case 'Choice':
      return choose(run, branch, state);
    case 'Succeed':
      return succeed(run, branch, state);
    case 'Fail':
      return fail(run, branch, state);
    case 'Wait':
      return branch.phase === 'wait' ? endWait(run, branch, state) : wait(run, branch, state);
    case 'Task':
      return branch.phase === 'call' ? makeCall(run, branch, state) : startTask(run, branch, state);
    case 'Parallel':
      return startParallel(run, branch, state);
    case 'Map':
      return startMap(run, branch, state);
  }
}

/** Does a part of a state, and what its outcome asks for; a failure goes to the state's retriers and catchers. */
function attempt(run: Run, branch: Branch, work: (state: State) => Outcome): void {
  const state = run.states.get(branch.state);
  if (!state) throw new Error(`${run.execution.arn} has no state ${branch.state}`);
  try {
    const outcome = work(state);
    if (outcome.kind === 'later') goOn(run, branch);
    else if (outcome.kind === 'children') saveBranch(run.db, run.execution.arn, branch);
    else leave(run, branch, state, outcome.output, outcome.next);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    handle(run, branch, state, explained(error.failure, branch));
  }
}

/** Goes on to the next state, or ends the branch. */
function leave(run: Run, branch: Branch, state: State, output: Json, next: string | undefined): void {
  const text = dataText(branch.state, output);
  if (state.Type === 'Fail') throw new Error('a Fail state is never left');
  const stateExitedEventDetails = { name: branch.state, output: text };
  branch.lastEvent = run.history.add(branch.lastEvent, { type: `${state.Type}StateExited`, stateExitedEventDetails });
  if (next !== undefined) {
    const { key, parent, lastEvent } = branch;
    const entering = { state: next, input: output, phase: 'enter' as const, due: run.now.getTime(), retries: [] };
    goOn(run, { key, parent, lastEvent, ...entering });
  } else if (branch.parent) {
    saveBranch(run.db, run.execution.arn, { ...branch, phase: 'ended', input: null, output });
    childEnded(run, branch, branch.parent);
  } else {
    run.db.remove(branches, [run.execution.arn, ...branch.key]);
    const executionSucceededEventDetails = { output: text };
    const event = { type: 'ExecutionSucceeded' as const, executionSucceededEventDetails };
    conclude(run, branch.lastEvent, { status: 'SUCCEEDED', output: text }, event);
  }
}

/** Goes on with the parent of a branch that has ended: with its next child, or with itself once all have ended. */
function childEnded(run: Run, child: Branch, parent: BranchKey): void {
  const { branch, state, children } = parentAt(run, parent);
  const isIteration = state.Type === 'Map';
  const event = isIteration ? addIterationEvent(run, 'Succeeded', branch, child, child.lastEvent) : child.lastEvent;
  children.left -= 1;
  startNext(run, branch, child.lastEvent);
  saveBranch(run.db, run.execution.arn, branch);
  if (children.left > 0) return;
  branch.lastEvent = event;
  attempt(run, branch, () => endChildren(run, branch, state));
}

/** Handles a state's failure: it is run again, or a catcher says where to go, or the branch fails. */
function handle(run: Run, branch: Branch, state: State, failure: Failure): void {
  const { Retry = [], Catch = [] }: Handling = 'Retry' in state || 'Catch' in state ? state : {};
  const retrier = ruleFor(Retry, failure);
  const retries = retrier ? (branch.retries[Retry.indexOf(retrier)] ?? 0) : 0;
  const delay = retrier && retryDelay(retrier, retries, run.random);
  if (retrier && delay !== undefined) {
    removeChildren(run.db, run.execution.arn, branch);
    branch.retries = branch.retries.with(Retry.indexOf(retrier), retries + 1);
    branch.phase = 'retry';
    branch.due = run.now.getTime() + delay;
    goOn(run, branch);
    return;
  }
  if (isParent(state) && branch.children) {
    branch.lastEvent = run.history.add(branch.lastEvent, { type: `${state.Type}StateFailed` });
  }
  const catcher = ruleFor(Catch, failure);
  if (!catcher) failBranch(run, branch, failure);
  else follow(run, branch, state, catcher, failure);
}

/** Goes where a catcher says, with the error output: https://states-language.net/spec.html#error-output */
function follow(
  run: Run,
  branch: Branch,
  state: State,
  { ResultPath, Next }: Catcher,
  { error, cause }: Failure,
): void {
  try {
    const output = placed(ResultPath, branch.input, { Error: error ?? '', Cause: cause ?? '' });
    removeChildren(run.db, run.execution.arn, branch);
    leave(run, branch, state, output, Next);
  } catch (problem) {
    if (!(problem instanceof StateError)) throw problem;
    failBranch(run, branch, explained(problem.failure, branch));
  }
}

/** Fails the state that a branch belongs to, or the execution. */
function failBranch(run: Run, branch: Branch, failure: Failure): void {
  saveBranch(run.db, run.execution.arn, branch);
  if (!branch.parent) {
    failExecution(run, branch.lastEvent, failure);
    return;
  }
  const { branch: parent, state } = parentAt(run, branch.parent);
  if (state.Type === 'Map') addIterationEvent(run, 'Failed', parent, branch, branch.lastEvent);
  abortChildren(run, parent, branch, branch.lastEvent);
  parent.lastEvent = branch.lastEvent;
  handle(run, parent, state, failure);
}

function timeOut(run: Run, branch: Branch): void {
  const failure = { error: 'States.Timeout' };
  const event = { type: 'ExecutionTimedOut' as const, executionTimedOutEventDetails: failure };
  conclude(run, branch.lastEvent, { status: 'TIMED_OUT', ...failure }, event);
}

function explained({ error, cause }: Failure, { state, entered }: Branch): Failure {
  if (!OF_DEFINITION.includes(error ?? '')) return { error, cause };
  const where = `An error occurred while executing the state '${state}' (entered at the event id #${entered?.event}).`;
  return { error, cause: `${where} ${cause}` };
}

function parentAt(run: Run, key: BranchKey) {
  const branch = branchAt(run.db, run.execution.arn, key);
  const state = branch && run.states.get(branch.state);
  if (!branch?.children || !state || !isParent(state)) throw new Error(`${run.execution.arn} has no parent at ${key}`);
  return { branch, state, children: branch.children };
}

function isParent(state: State): state is ParallelState | MapState {
  return state.Type === 'Parallel' || state.Type === 'Map';
}
