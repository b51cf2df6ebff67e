import type { Size } from '../../catalog/product';
import { products } from '../index';

/** A size with the products that have it, in the registry's order. */
export interface PlatformSize extends Size {
  readonly products: readonly string[];
}

/**
 * Sizes of all products, joined: the whole table of what follows from an environment's type, in the order in which
 * tiers are launched. A size that several products have is one row.
 */
export function platformSizes(): readonly PlatformSize[] {
  const owners = new Map<Size, string[]>();
  for (const { id, sizes } of products) {
    for (const size of Object.values(sizes)) owners.set(size, [...(owners.get(size) ?? []), id]);
  }
  return [...owners].map(([size, ids]) => ({ ...size, products: ids }));
}
