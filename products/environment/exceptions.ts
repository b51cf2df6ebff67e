import type { Product } from '../../catalog/product';

/** Findings of the checkers that are right here, each with its reason. */
export const environmentExceptions: Product['exceptions'] = {
  validation: [],
  nag: [],
};
