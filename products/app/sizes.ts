import type { Sizes } from '../../catalog/product';
import { passedSizes, sharedSizes } from '../shared/sizes';

/** Sizes of the app tier by environment type. */
export const appSizes = {
  minTasks: passedSizes.minTasks,
  maxTasks: passedSizes.maxTasks,
  ...sharedSizes,
} as const satisfies Sizes;
