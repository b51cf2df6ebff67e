import type { Sizes } from '../../catalog/product';
import { passedSizes, sharedSizes, watchedSizes } from '../shared/sizes';

/** Sizes of the search tier by environment type. */
export const searchSizes = {
  typesenseNodes: watchedSizes.typesenseNodes,
  nodeMemory: passedSizes.nodeMemory,
  logRetentionDays: sharedSizes.logRetentionDays,
} as const satisfies Sizes;
