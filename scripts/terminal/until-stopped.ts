import { DetailedError, type Remedy } from '../../catalog/detailed-error';
import { listenForStop } from '../stop-signal';
import { type ShownContext, watch } from './open-context';
import { type Shell, say } from './shell';

/** Words for a stop by Ctrl-C or SIGTERM. */
export interface StopWords {
  /** Said at once: what is still done. @default - nothing is, and nothing said */
  readonly telling?: string;
  /** Message of the error in the end. */
  readonly ended: string;
  /** Its remedies. @default - none */
  readonly remedies?: readonly Remedy[];
}

/** Words for a stop while AWS does what it was asked for, which goes on: how to come back to it. */
export function goingOn(name: string): StopWords {
  return { ended: `${name} goes on in AWS`, remedies: [comeBack(name)] };
}

/** Remedy that comes back to what AWS goes on with. */
export function comeBack(name: string): Remedy {
  return { do: 'verb', verb: 'watch', operands: [name], label: 'Come back with' };
}

/**
 * Runs an operation until it has ended or somebody stops it: what it must still put in order it does before that.
 *
 * @throws `CatalogError` `stopped`
 */
export async function untilStopped<Result>(
  shell: Shell,
  context: ShownContext,
  { telling, ended, remedies = [] }: StopWords,
  operation: (context: ShownContext) => Promise<Result>,
): Promise<Result> {
  const { signal, release } = listenForStop(new DetailedError('stopped', ended, { remedies }));
  const tell = () => {
    context.events.stop();
    if (telling !== undefined) say(shell, `${telling} The same once more ends it at once.`);
  };
  signal.addEventListener('abort', tell, { once: true });
  try {
    return await watch(context, operation({ ...context, signal }));
  } finally {
    release();
  }
}
