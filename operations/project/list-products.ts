import { loadReleases } from '../../catalog/release/load';
import type { Release } from '../../catalog/release/release';
import type { Project } from '../context';
import { allProducts, productFolder } from './choose-product';

/** A product and its releases, as a list shows them. */
export interface ListedProduct {
  readonly id: string;
  /** In the console. */
  readonly name: string;
  readonly description: string;
  /** The oldest first. */
  readonly releases: readonly Pick<Release, 'version' | 'status' | 'date'>[];
}

/** Every product of the registry, in its order. */
export async function listProducts(project: Project): Promise<readonly ListedProduct[]> {
  return (await allProducts()).map(({ id, name, description }) => ({
    ...{ id, name, description },
    releases: loadReleases(productFolder(project, id)).map(({ version, status, date }) => ({ version, status, date })),
  }));
}
