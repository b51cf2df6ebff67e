import type { Sizes } from '../../catalog/product';
import { sharedSizes, watchedSizes } from '../shared/sizes';

/** Sizes of the search tier by environment type. */
export const searchSizes = {
  typesenseNodes: watchedSizes.typesenseNodes,
  /** Room for what developers and tests search; from 4 on they have the two vCPU that Typesense asks for. */
  nodeMemory: { title: 'Memory of a Typesense node (GiB)', dev: 0.5, test: 0.5, staging: 4, prod: 4 },
  logRetentionDays: sharedSizes.logRetentionDays,
} as const satisfies Sizes;
