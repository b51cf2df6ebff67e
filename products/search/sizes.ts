import type { Sizes } from '../../catalog/product';
import { sharedSizes } from '../shared/sizes';

/** Sizes of the search tier by environment type. */
export const searchSizes = {
  /** 1, or 3 for a quorum. */
  typesenseNodes: { title: 'Typesense nodes', dev: 1, test: 1, staging: 3, prod: 3 },
  logRetentionDays: sharedSizes.logRetentionDays,
} as const satisfies Sizes;
