import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import type { AwsTarget } from '../aws/aws-target';
import type { Evaluate } from './evaluate-answers';
import type { ProductUpdate } from './judge-product';
import { loneChangesRefused } from './lone-changes';
import type { ProductChange } from './product-change';
import { writerRemovals } from './writer-removal';

/**
 * Adds to what an update would do what AWS would begin all the same, and might not be able to take back, or would do with an
 * outage that nobody expects.
 *
 * @param changes that AWS plans for the resources of the product's stack
 */
export async function withUnsafeParts(
  target: AwsTarget,
  update: ProductUpdate,
  change: ProductChange,
  changes: readonly ResourceChange[],
  evaluate: Evaluate,
): Promise<ProductUpdate> {
  const refusals = [
    ...loneChangesRefused(change, evaluate),
    ...(await writerRemovals(target, change.running.name, changes)),
  ];
  return { ...update, refusals: [...update.refusals, ...refusals] };
}
