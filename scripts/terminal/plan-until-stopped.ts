import { CatalogError } from '../../catalog/errors';
import { listenForStop } from '../stop-signal';
import { type ShownContext, watch } from './open-context';
import { type Shell, say } from './shell';

/**
 * Plans, until somebody stops it: what AWS is planning then is deleted, since it would be in the way of the next one.
 *
 * @throws `CatalogError` `stopped`
 */
export async function planUntilStopped<Plan>(
  shell: Shell,
  context: ShownContext,
  plan: (context: ShownContext) => Promise<Plan>,
): Promise<Plan> {
  const { signal, release } = listenForStop(
    new CatalogError('stopped', 'Planning was stopped: nothing of it is carried out.'),
  );
  const tell = () => {
    context.events.stop();
    say(shell, 'Stopping: what AWS is planning is deleted once it is made. The same once more ends it at once.');
  };
  signal.addEventListener('abort', tell, { once: true });
  try {
    const planned = await watch(context, plan({ ...context, signal }));
    signal.throwIfAborted();
    return planned;
  } finally {
    release();
  }
}
