import type { EventOf, Events } from '../../operations/events';
import { LiveView } from './live-view';
import { type Progress, startProgress } from './progress';
import { messageText } from './remedy-text';
import { type Shell, say } from './shell';
import { visible } from './visible';

/** Events of an operation on standard error. */
export interface ShownEvents extends Events {
  /** Ends the line; what is printed next begins on one of its own, and so does the next event. */
  stop(): void;
}

/**
 * Shows the events of an operation: on a terminal lines that are drawn anew, and what stays of them above; anywhere else a
 * line for each thing that begins, each tier and each failure.
 *
 * @param isLocal whether the calls stay on this machine, where no elapsed time is said
 */
export function showEvents(shell: Shell, isLocal: boolean): ShownEvents {
  const view = new LiveView(isLocal);
  const { stderr } = shell;
  let progress: Progress | undefined;
  const stop = () => {
    progress?.stop();
    progress = undefined;
  };
  const tell = (text: string) => {
    stop();
    say(shell, text);
  };
  return {
    wantsResources: true,
    stop,
    emit(event) {
      if (event.type === 'note') return tell(noteText(event));
      if (event.type === 'target') return tell(targetText(event));
      const told = view.take(event);
      if (told && !(told.isLive && stderr.isTTY)) tell(visible(told.text));
      const lines = stderr.isTTY ? view.lines() : [];
      if (lines.length === 0) return;
      progress ??= startProgress(stderr);
      progress.update(lines);
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
