import { join } from 'node:path';
import type { Product } from '../../catalog/product';
import { loadVerifiedReleases } from '../../catalog/release';
import type { Offer } from './published-product';

/**
 * The products with their releases, after making sure that every released file is as it was released.
 *
 * @param productsFolder the folder that holds a folder per product
 * @throws `CatalogError` with the first thing that is wrong; see `verifyReleases`
 */
export function loadOffers(productsFolder: string, products: readonly Product[]): Offer[] {
  return products.map((product) => ({ product, releases: loadVerifiedReleases(join(productsFolder, product.id)) }));
}
