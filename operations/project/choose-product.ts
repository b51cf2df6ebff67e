import { join } from 'node:path';
import type { Product } from '../../catalog/product';
import type { Project } from '../context';
import { named } from '../nearest';

/** Every product of the registry. Loads the construct library. */
export async function allProducts(): Promise<readonly Product[]> {
  const { products } = await import('../../products');
  return products;
}

/**
 * The products that were named; all of them when none was.
 *
 * @throws `CatalogError` `unknown-product` with the nearest id
 */
export async function chooseProducts(ids: readonly string[]): Promise<readonly Product[]> {
  const products = await allProducts();
  return ids.length === 0 ? products : ids.map((id) => named('product', id, products, (product) => product.id));
}

/**
 * The product that was named.
 *
 * @throws `CatalogError` `unknown-product` with the nearest id
 */
export async function chooseProduct(id: string): Promise<Product> {
  return named('product', id, await allProducts(), (product) => product.id);
}

/** Version that stands for what a product renders to now. */
export const WORKING_TREE = 'working-tree';

/** Folder of a product in a project. */
export function productFolder(project: Project, id: string): string {
  return join(project.root, 'products', id);
}
