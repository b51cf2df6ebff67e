import type { Sizes } from '../../catalog/product';
import { sharedSizes } from '../shared/sizes';

/** Sizes of publishing by environment type. */
export const publishingSizes = {
  /** Also of artifacts. */
  logRetentionDays: sharedSizes.logRetentionDays,
} as const satisfies Sizes;
