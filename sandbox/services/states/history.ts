import type { HistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';
import type { Json } from '../../../catalog/template';
import type { State } from './definition';
import type { ExecutionRecord } from './state';

/** What the interpreter tells of a state. */
export interface InterpreterEvent {
  readonly type: string;
  /** Milliseconds. */
  readonly timestamp: number;
  readonly state?: { readonly name: string; readonly type: string; readonly input: Json; readonly output?: Json };
  readonly Error?: string;
  readonly Cause?: string;
}

/**
 * An execution's history from its second event on, as Step Functions tells it: states entered and left, tasks that failed,
 * and the end. What happens between (a task scheduled, started) isn't told.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export function historyOf(
  events: readonly InterpreterEvent[],
  states: ReadonlyMap<string, State>,
  { status, output, error, cause }: Pick<ExecutionRecord, 'status' | 'output' | 'error' | 'cause'>,
): HistoryEvent[] {
  const told = events.flatMap((event): Omit<HistoryEvent, 'id'>[] => {
    const { state, type } = event;
    const at = { timestamp: new Date(event.timestamp) };
    if (!state) return [];
    if (type === 'StateEntered') {
      const details = { name: state.name, input: JSON.stringify(state.input) };
      return [{ ...at, type: typeOf(state.type, 'Entered'), stateEnteredEventDetails: details }];
    }
    if (type === 'StateExited') {
      const details = { name: state.name, output: JSON.stringify(state.output ?? null) };
      return [{ ...at, type: typeOf(state.type, 'Exited'), stateExitedEventDetails: details }];
    }
    if (type !== 'StateFailed' || state.type !== 'Task') return [];
    const [resourceType, resource] = taskOf(states.get(state.name));
    const details = { resourceType, resource, error: event.Error, cause: event.Cause };
    return [{ ...at, type: 'TaskFailed', taskFailedEventDetails: details }];
  });
  const end: Omit<HistoryEvent, 'id'> = { timestamp: new Date(), ...ending() };
  return [...told, end].map((event, index) => ({ ...event, id: index + 2, previousEventId: index + 1 }));

  function ending(): { readonly type: HistoryEventType } & Partial<HistoryEvent> {
    if (status === 'SUCCEEDED') return { type: 'ExecutionSucceeded', executionSucceededEventDetails: { output } };
    if (status === 'TIMED_OUT') return { type: 'ExecutionTimedOut', executionTimedOutEventDetails: { error, cause } };
    return { type: 'ExecutionFailed', executionFailedEventDetails: { error, cause } };
  }
}

/** What a task calls, as the history names it: `aws-sdk:cloudformation` and `describeStacks`. */
function taskOf(state: State | undefined): readonly [string, string] {
  const parts = (state?.Resource ?? '').split(':');
  return [parts.slice(5, -1).join(':'), parts.at(-1) ?? ''];
}

/** `TaskStateEntered`; a `Succeed` state is `SucceedStateEntered`. */
function typeOf(stateType: string, what: 'Entered' | 'Exited'): HistoryEventType {
  return `${stateType}State${what}` as HistoryEventType;
}
