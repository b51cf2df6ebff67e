import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import type { PlanningContext } from '../context';
import type { Evaluate } from './evaluate-answers';
import type { ProductChange } from './product-change';
import { refuseBeside } from './refuse-beside';
import { refuseExcluded } from './refuse-excluded';
import { refuseWriterRemoval } from './refuse-writer-removal';

/**
 * Refuses an update that AWS would begin and then refuse half-way, or would do with an outage that nobody expects.
 *
 * @param changes that AWS plans for the resources of the product's stack
 * @throws `CatalogError` `excluded-resource`, `not-alone`, `writer-removed`
 */
export async function refuseUnsafe(
  { target }: Pick<PlanningContext, 'target'>,
  change: ProductChange,
  changes: readonly ResourceChange[],
  evaluate: Evaluate,
): Promise<void> {
  const { running, values, templates } = change;
  const { stack, stackId } = running;
  const then = templates.before && stack && evaluate(templates.before, stack.parameters, stackId);
  const now = templates.after && evaluate(templates.after, values, stackId);
  if (then && now) {
    refuseExcluded(running.name, then, now);
    refuseBeside(change, then, now);
  }
  await refuseWriterRemoval(target, running.name, changes);
}
