import type { Sizes } from '../../catalog/product';
import { sharedSizes } from '../shared/sizes';

/** Sizes of the app tier by environment type. */
export const appSizes = {
  /** The least that scaling keeps, and what a first launch starts with. */
  minTasks: { title: 'Application tasks, least', dev: 1, test: 1, staging: 2, prod: 3 },
  /** The most that scaling starts. */
  maxTasks: { title: 'Application tasks, most', dev: 1, test: 2, staging: 10, prod: 30 },
  ...sharedSizes,
} as const satisfies Sizes;
