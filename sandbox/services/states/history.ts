import type { HistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';
import type { Json } from '../../../catalog/template';
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
    const details = { resourceType: 'aws-sdk', resource: undefined, error: event.Error, cause: event.Cause };
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

/** `TaskStateEntered`; a `Succeed` state is `SucceedStateEntered`. */
function typeOf(stateType: string, what: 'Entered' | 'Exited'): HistoryEventType {
  return `${stateType}State${what}` as HistoryEventType;
}
