import type { ShownContext } from './open-context';
import type { Shell } from './shell';
import { untilStopped } from './until-stopped';

/**
 * Plans, until somebody stops it: what AWS is planning then is deleted, since it would be in the way of the next one.
 *
 * @throws `CatalogError` `stopped`
 */
export function planUntilStopped<Plan>(
  shell: Shell,
  context: ShownContext,
  plan: (context: ShownContext) => Promise<Plan>,
): Promise<Plan> {
  const words = {
    telling: 'Stopping: what AWS is planning is deleted once it is made.',
    ended: 'Planning was stopped: nothing of it is carried out.',
  };
  return untilStopped(shell, context, words, async (it) => {
    const planned = await plan(it);
    it.signal?.throwIfAborted();
    return planned;
  });
}
