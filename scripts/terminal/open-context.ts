import type { Agree } from '../../operations/agreement';
import type { OperationContext } from '../../operations/context';
import type { ChangeOptions } from '../options/change-options';
import { agree } from './confirm';
import { openTarget, type TargetUse } from './open-target';
import type { Shell } from './shell';
import { type ShownEvents, showEvents } from './show-events';

/** Context of an operation whose events are shown on standard error. */
export interface ShownContext extends OperationContext {
  readonly events: ShownEvents;
}

/**
 * Context of an operation on the project that the shell is in, on the target that the options choose; see `openTarget`.
 *
 * @throws `CatalogError` `not-confirmed`; those of `awsTarget`
 */
export async function openContext(shell: Shell, options: ChangeOptions, use?: TargetUse): Promise<ShownContext> {
  const target = await openTarget(shell, options, use);
  return { project: { root: shell.root }, target, events: showEvents(shell, target.isLocal) };
}

/** Result of an operation, once the line that its events are shown in has ended, whatever comes of it. */
export function watch<Result>({ events }: ShownContext, operation: Promise<Result>): Promise<Result> {
  return operation.finally(() => events.stop());
}

/** Results of an operation one by one, each once the line that its events are shown in has ended. */
export async function* watchEach<Result>(
  { events }: ShownContext,
  operation: AsyncIterable<Result>,
): AsyncGenerator<Result> {
  try {
    for await (const result of operation) {
      events.stop();
      yield result;
    }
  } finally {
    events.stop();
  }
}

/** Asker in the midst of an operation that has several plans: it ends the line of the events first; see `agree`. */
export function asker(shell: Shell, options: ChangeOptions, { events }: ShownContext): Agree {
  return async (agreement) => {
    events.stop();
    await agree(shell, options, agreement);
    return true;
  };
}
