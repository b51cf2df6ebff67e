import type { Json } from '../../../../catalog/template';
import { holds } from '../language/choice';
import { type Context, effectiveInput, effectiveOutput, wholeNumber } from '../language/data-flow';
import { evaluate, type Scope } from '../language/expression';
import { runtimeError, StateError } from '../language/failure';
import type { ChoiceState, FailState, PassState, SucceedState, WaitState } from '../language/machine';
import { instantOf } from '../language/timestamp';
import type { Branch } from './branch';
import { left, type Outcome } from './outcome';
import { contextOf, type Run } from './run';

/** Seconds that a wait is at the most: https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html */
const LONGEST_WAIT = 99_999_999;

/** Runs a `Pass` state. */
export function pass(run: Run, branch: Branch, state: PassState): Outcome {
  const context = contextOf(run, branch);
  const result = state.Result === undefined ? effectiveInput(state, branch.input, context) : state.Result;
  return left(effectiveOutput(state, branch.input, result, context), state.Next);
}

/** Runs a `Choice` state: the first rule that holds says where to go. */
export function choose(run: Run, branch: Branch, state: ChoiceState): Outcome {
  const { input, output } = through(run, branch, state);
  const next = state.Choices.find((rule) => holds(rule, input))?.Next ?? state.Default;
  if (next !== undefined) return left(output(), next);
  const cause = `Choice state '${branch.state}' has no rule that matches its input, and no default`;
  throw new StateError({ error: 'States.NoChoiceMatched', cause });
}

/** Runs a `Succeed` state. */
export function succeed(run: Run, branch: Branch, state: SucceedState): Outcome {
  return left(through(run, branch, state).output());
}

/** @throws StateError what a `Fail` state says. */
export function fail(run: Run, branch: Branch, { Error: error, ErrorPath, Cause: cause, CausePath }: FailState): never {
  const scope = { input: branch.input, context: contextOf(run, branch) };
  throw new StateError({
    error: ErrorPath === undefined ? error : textAt('ErrorPath', ErrorPath, scope),
    cause: CausePath === undefined ? cause : textAt('CausePath', CausePath, scope),
  });
}

/** Begins a `Wait` state. */
export function wait(run: Run, branch: Branch, state: WaitState): Outcome {
  branch.phase = 'wait';
  branch.due = endOf(state, through(run, branch, state).input, run.now);
  return { kind: 'later' };
}

/** Ends a `Wait` state. */
export function endWait(run: Run, branch: Branch, state: WaitState): Outcome {
  return left(through(run, branch, state).output(), state.Next);
}

/** Scope of a state that works with its input only, and what it gives on. */
function through(run: Run, branch: Branch, state: ChoiceState | SucceedState | WaitState) {
  const context: Context = contextOf(run, branch);
  const input = effectiveInput(state, branch.input, context);
  const scope: Scope = { input, context };
  return { input: scope, output: (): Json => effectiveOutput(state, branch.input, input, context) };
}

function endOf({ Seconds, SecondsPath, Timestamp, TimestampPath }: WaitState, scope: Scope, now: Date): number {
  const seconds = wholeNumber('Seconds', Seconds, SecondsPath, scope);
  if (seconds !== undefined && seconds <= LONGEST_WAIT) return now.getTime() + seconds * 1000;
  if (seconds !== undefined) throw runtimeError('Wait state delay is too long.');
  const timestamp = TimestampPath === undefined ? Timestamp : evaluate(TimestampPath, 'TimestampPath', scope);
  const instant = instantOf(timestamp);
  if (instant !== undefined) return instant;
  throw runtimeError(`The wait's end is no ISO-8601 extended offset date-time: ${JSON.stringify(timestamp)}`);
}

function textAt(field: string, expression: string, scope: Scope): string {
  const value = evaluate(expression, field, scope);
  if (typeof value === 'string') return value;
  throw runtimeError(`The field '${field}' must give a string, got ${JSON.stringify(value)}`);
}
