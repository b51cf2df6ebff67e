import type { Json } from '../../../../catalog/template';
import { dataText, effectiveInput, effectiveOutput, selectedInput, wholeNumber } from '../language/data-flow';
import { evaluate } from '../language/expression';
import { runtimeError } from '../language/failure';
import { type MapState, type ParallelState, processorOf } from '../language/machine';
import { payloadOf } from '../language/payload-template';
import { type Branch, branchAt, childrenOf, removeChildren, saveBranch } from './branch';
import { left, type Outcome } from './outcome';
import { contextOf, goOn, type Run } from './run';

/** Iterations that a map runs at once: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
const MOST_AT_ONCE = 40;

/** First state of a child, and that state's input. */
type Start = Pick<Branch, 'state' | 'input'>;

/** Begins a `Parallel` state, or begins it again, with all of its branches. */
export function startParallel(run: Run, branch: Branch, state: ParallelState): Outcome {
  const input = effectiveInput(state, branch.input, contextOf(run, branch));
  dataText(branch.state, input);
  branch.lastEvent = run.history.add(branch.lastEvent, { type: 'ParallelStateStarted' });
  const starts = state.Branches.map(({ StartAt }) => ({ state: StartAt, input }));
  return startChildren(run, branch, state, starts, starts.length);
}

/** Begins a `Map` state, or begins it again, with as many iterations as may run at once. */
export function startMap(run: Run, branch: Branch, state: MapState): Outcome {
  const context = contextOf(run, branch);
  const scope = { input: selectedInput(state, branch.input, context), context };
  const items = state.ItemsPath === undefined ? scope.input : evaluate(state.ItemsPath, 'ItemsPath', scope);
  if (!Array.isArray(items)) throw runtimeError(`Map state input must be an array but was: ${JSON.stringify(items)}`);
  const most = wholeNumber('MaxConcurrency', state.MaxConcurrency, state.MaxConcurrencyPath, scope);
  const starts = items.map((item, index) => ({
    state: processorOf(state)?.StartAt ?? '',
    input: itemInput(run, branch, state, { item, index, input: scope.input }),
  }));
  const mapStateStartedEventDetails = { length: items.length };
  branch.lastEvent = run.history.add(branch.lastEvent, { type: 'MapStateStarted', mapStateStartedEventDetails });
  return startChildren(run, branch, state, starts, Math.min(most || MOST_AT_ONCE, MOST_AT_ONCE));
}

/** Ends a `Parallel` or `Map` state of which all children have ended: their outputs, in their order, are its result. */
export function endChildren(run: Run, branch: Branch, state: ParallelState | MapState): Outcome {
  const { db, execution, history } = run;
  const result = childrenOf(db, execution.arn, branch).map(({ output }) => output ?? null);
  removeChildren(db, execution.arn, branch);
  history.add(branch.lastEvent, { type: `${state.Type}StateSucceeded` });
  return left(effectiveOutput(state, branch.input, result, contextOf(run, branch)), state.Next);
}

/** Starts the next child of a branch, if one hasn't started yet. */
export function startNext(run: Run, branch: Branch, previousEvent: number): void {
  const { children } = branch;
  const child = children && branchAt(run.db, run.execution.arn, [children.group, children.next]);
  if (!child) return;
  children.next += 1;
  const isIteration = run.states.get(branch.state)?.Type === 'Map';
  child.lastEvent = isIteration ? addIterationEvent(run, 'Started', branch, child, previousEvent) : previousEvent;
  child.due = run.now.getTime();
  goOn(run, child);
}

/** Adds an event of a map's iteration, and answers its number. */
export function addIterationEvent(
  { history }: Run,
  what: 'Started' | 'Succeeded' | 'Failed' | 'Aborted',
  { state: name }: Branch,
  { key: [, index] }: Branch,
  previousEvent: number,
): number {
  const details = { [`mapIteration${what}EventDetails`]: { name, index } };
  return history.add(previousEvent, { type: `MapIteration${what}`, ...details });
}

/** Adds the events of a branch's children that end because one of them, or the branch itself, has failed. */
export function abortChildren(run: Run, branch: Branch, failed: Branch | undefined, previousEvent: number): void {
  for (const child of childrenOf(run.db, run.execution.arn, branch)) {
    const [, index] = child.key;
    const isUnderWay = child.phase !== 'ended' && index < (branch.children?.next ?? 0);
    if (!isUnderWay || index === failed?.key[1]) continue;
    abortChildren(run, child, undefined, previousEvent);
    const type = run.states.get(child.state)?.Type;
    if (child.phase !== 'enter' && (type === 'Task' || type === 'Wait' || type === 'Parallel' || type === 'Map')) {
      run.history.add(previousEvent, { type: `${type}StateAborted` });
    }
    if (run.states.get(branch.state)?.Type === 'Map') addIterationEvent(run, 'Aborted', branch, child, previousEvent);
  }
}

function startChildren(
  run: Run,
  branch: Branch,
  state: ParallelState | MapState,
  starts: Start[],
  atOnce: number,
): Outcome {
  const { db, execution, now } = run;
  const group = branch.lastEvent;
  branch.phase = 'children';
  branch.children = { group, next: 0, left: starts.length };
  for (const [index, start] of starts.entries()) {
    const child = { ...start, key: [group, index] as const, parent: branch.key, phase: 'enter' as const };
    saveBranch(db, execution.arn, { ...child, due: now.getTime(), lastEvent: group, retries: [] });
  }
  for (let started = 0; started < atOnce; started += 1) startNext(run, branch, group);
  return starts.length === 0 ? endChildren(run, branch, state) : { kind: 'children' };
}

/** Input of an iteration: its item, or what `ItemSelector` makes of that. */
function itemInput(
  run: Run,
  branch: Branch,
  state: MapState,
  { item, index, input }: { readonly item: Json; readonly index: number; readonly input: Json },
): Json {
  const template = state.ItemSelector ?? state.Parameters;
  const context = contextOf(run, branch, { Map: { Item: { Index: index, Value: item } } });
  const chosen = template === undefined ? item : payloadOf(template, { input, context });
  dataText(branch.state, chosen);
  return chosen;
}
