import { CatalogError } from '../../catalog/errors';
import { listenForStop } from '../stop-signal';
import { type ShownContext, watch } from './open-context';
import { type Shell, say } from './shell';

/** Words for a stop by Ctrl-C or SIGTERM. */
export interface StopWords {
  /** Said at once: what is still done. */
  readonly telling: string;
  /** Message of the error in the end. */
  readonly ended: string;
}

/**
 * Runs an operation until it has ended or somebody stops it: what it must still put in order it does before that.
 *
 * @throws `CatalogError` `stopped`
 */
export async function untilStopped<Result>(
  shell: Shell,
  context: ShownContext,
  { telling, ended }: StopWords,
  operation: (context: ShownContext) => Promise<Result>,
): Promise<Result> {
  const { signal, release } = listenForStop(new CatalogError('stopped', ended));
  const tell = () => {
    context.events.stop();
    say(shell, `${telling} The same once more ends it at once.`);
  };
  signal.addEventListener('abort', tell, { once: true });
  try {
    return await watch(context, operation({ ...context, signal }));
  } finally {
    release();
  }
}
