import type { Product } from '../../catalog/product';

/** Owner, distributor and support contacts of the products; each spreads this into its definition. */
export const publisher: Pick<Product, 'owner' | 'distributor' | 'support'> = {
  owner: 'Bellyfed Platform Team',
  distributor: 'Bellyfed',
  support: {
    email: 'platform@bellyfed.com',
    url: 'https://platform.bellyfed.com/catalog',
    description: 'Ask the platform team. The runbook says what goes wrong and what to type.',
  },
};
