import type { Product } from '../../catalog/product';

/** Findings of the checkers that are right here, each with its reason. */
export const environmentExceptions: Product['exceptions'] = {
  validation: [
    {
      rule: 'W3011',
      logicalId: '*',
      reason:
        'Terminating the environment must terminate its tiers, which keep their data themselves; replacing a tier must not.',
    },
  ],
  nag: [],
};
