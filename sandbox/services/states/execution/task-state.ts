import type { Json } from '../../../../catalog/template';
import { dataText, effectiveInput, effectiveOutput, selectedInput, wholeNumber } from '../language/data-flow';
import { StateError } from '../language/failure';
import type { TaskState } from '../language/machine';
import type { Branch } from './branch';
import { left, type Outcome } from './outcome';
import { contextOf, type Run } from './run';

/** Begins a `Task` state, or begins it again: its call is made at once, unless calls take time. */
export function startTask(run: Run, branch: Branch, state: TaskState): Outcome {
  const context = contextOf(run, branch);
  const { TimeoutSeconds, TimeoutSecondsPath } = state;
  const scope = { input: selectedInput(state, branch.input, context), context };
  const timeoutInSeconds = wholeNumber('TimeoutSeconds', TimeoutSeconds, TimeoutSecondsPath, scope);
  const input = effectiveInput(state, branch.input, context);
  const of = calledBy(state);
  const parameters = dataText(branch.state, input);
  branch.lastEvent = run.history.add(branch.lastEvent, {
    type: 'TaskScheduled',
    taskScheduledEventDetails: { ...of, region: run.execution.region, parameters, timeoutInSeconds },
  });
  branch.lastEvent = run.history.add(branch.lastEvent, { type: 'TaskStarted', taskStartedEventDetails: of });
  const timesOut = timeoutInSeconds === undefined ? undefined : run.now.getTime() + timeoutInSeconds * 1000;
  branch.call = { input, timesOut };
  if (run.callMs === 0) return makeCall(run, branch, state);
  branch.phase = 'call';
  branch.due = Math.min(run.now.getTime() + run.callMs, timesOut ?? Number.POSITIVE_INFINITY);
  return { kind: 'later' };
}

/** Makes the call of a `Task` state, and ends the state with what is answered. */
export function makeCall(run: Run, branch: Branch, state: TaskState): Outcome {
  const of = calledBy(state);
  const { input, timesOut } = branch.call ?? { input: {} };
  branch.call = undefined;
  if (timesOut !== undefined && run.now.getTime() >= timesOut) {
    const failure = { error: 'States.Timeout' };
    branch.lastEvent = run.history.add(branch.lastEvent, {
      type: 'TaskTimedOut',
      taskTimedOutEventDetails: { ...of, ...failure },
    });
    throw new StateError(failure);
  }
  const result = answerTo(run, branch, state, input);
  return left(effectiveOutput(state, branch.input, result, contextOf(run, branch)), state.Next);
}

function answerTo(run: Run, branch: Branch, state: TaskState, input: Json): Json {
  const of = calledBy(state);
  try {
    const result = run.call(state.Resource, input);
    const output = dataText(of.resourceType, result);
    const taskSucceededEventDetails = { ...of, output };
    branch.lastEvent = run.history.add(branch.lastEvent, { type: 'TaskSucceeded', taskSucceededEventDetails });
    return result;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    const taskFailedEventDetails = { ...of, ...error.failure };
    branch.lastEvent = run.history.add(branch.lastEvent, { type: 'TaskFailed', taskFailedEventDetails });
    throw error;
  }
}

/** Call of a task, as the history names it: `aws-sdk:cloudformation` and `describeStacks`. */
function calledBy({ Resource }: TaskState) {
  const parts = Resource.split(':');
  return { resourceType: parts.slice(5, -1).join(':'), resource: parts.at(-1) ?? '' };
}
