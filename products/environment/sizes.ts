import type { Sizes } from '../../catalog/product';
import { passedSizes, watchedSizes } from '../shared/sizes';

/** Sizes of the tiers that the environment's form may override. */
export const environmentSizes = {
  ...passedSizes,
  typesenseNodes: watchedSizes.typesenseNodes,
} as const satisfies Sizes;
