import type { Sizes } from '../../catalog/product';
import { sharedSizes } from '../shared/sizes';

/** Sizes of delivery by environment type. */
export const deliverySizes = {
  /** Also of artifacts and reports. */
  logRetentionDays: sharedSizes.logRetentionDays,
} as const satisfies Sizes;
