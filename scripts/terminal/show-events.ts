import type { Events, OperationEvent } from '../../operations/events';
import { type Progress, startProgress } from './progress';
import { messageText } from './remedy-text';
import { type Shell, say } from './shell';

/** Events of an operation on standard error. */
export interface ShownEvents extends Events {
  /** Ends the line; what is printed next begins on one of its own, and so does the next event. */
  stop(): void;
}

/**
 * Shows the events of an operation: the newest in a line that turns on a terminal, each new text on a line of its own
 * anywhere else, where counts are left out.
 *
 * @param isLocal whether the calls stay on this machine, where no elapsed time is said
 */
export function showEvents(shell: Shell, isLocal: boolean): ShownEvents {
  let progress: Progress | undefined;
  const stop = () => {
    progress?.stop();
    progress = undefined;
  };
  return {
    stop,
    emit(event) {
      if (event.type === 'note' || event.type === 'target') {
        stop();
        return say(shell, event.type === 'note' ? noteText(event) : targetText(event));
      }
      const text = lineOf(event, isLocal);
      if (text === undefined || (event.type === 'count' && !shell.stderr.isTTY)) return;
      progress ??= startProgress(shell);
      progress.update(text);
    },
  };
}

/** Text that says where calls go. */
export function targetText({ account, region, endpoint }: Omit<EventOf<'target'>, 'type'>): string {
  return `Account ${account}, region ${region}, endpoint ${endpoint ?? 'AWS'}`;
}

function noteText({ text, remedies }: EventOf<'note'>): string {
  return messageText(text, remedies);
}

/** Events of one type. */
type EventOf<Type extends OperationEvent['type']> = Extract<OperationEvent, { readonly type: Type }>;

function lineOf(event: OperationEvent, isLocal: boolean): string | undefined {
  switch (event.type) {
    case 'step':
      return event.of > 0 ? `Step ${event.index} of ${event.of}: ${event.text}` : event.text;
    case 'record': {
      const { subject, seconds } = event;
      if (event.status === 'SUCCEEDED' || event.status === 'FAILED') return undefined;
      const elapsed = isLocal || seconds < 10 ? '' : ` (${seconds - (seconds % 10)} s)`;
      return `${subject}: ${sentence(event.recordType, event.status)}${elapsed}`;
    }
    case 'count':
      return `${event.subject}: ${event.done} of ${event.of}`;
    default:
      return undefined;
  }
}

/** `PROVISION_PRODUCT`, `IN_PROGRESS_IN_ERROR` as people say it. */
function sentence(recordType: string, status: string): string {
  const verb = recordType === 'TERMINATE_PROVISIONED_PRODUCT' ? 'terminating' : 'provisioning';
  if (status === 'CREATED') return `${verb}, about to begin`;
  return status === 'IN_PROGRESS_IN_ERROR' ? `${verb}, rolling back after a failure` : verb;
}
