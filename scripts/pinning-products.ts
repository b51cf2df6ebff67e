import { CatalogError } from '../catalog/errors';
import type { Product } from '../catalog/product';
import { findRelease, loadReleases, pinningReleases, type ReleaseStatus } from '../catalog/release';
import { allProducts, productFolder } from './choose-product';
import type { Shell } from './shell';

/**
 * Makes sure that no release of another product launches a version of this one.
 *
 * @param statuses of the releases that count
 * @throws `CatalogError` `pinned-release`, `unknown-release`
 */
export async function checkUnpinned(
  shell: Shell,
  product: Product,
  version: string,
  statuses: readonly ReleaseStatus[],
): Promise<void> {
  findRelease(product.id, loadReleases(productFolder(shell, product.id)), version);
  for (const { id } of await allProducts()) {
    const releases = loadReleases(productFolder(shell, id)).filter(({ status }) => statuses.includes(status));
    const pinning = pinningReleases(releases, { productName: product.name, version });
    if (pinning.length === 0) continue;
    const names = pinning.map((release) => `${id} ${release.version}`).join(', ');
    throw new CatalogError(
      'pinned-release',
      `${product.id} ${version}: ${names} (${statuses.join(' or ')}) would launch it; release ${id} with a newer one, and end those first.`,
    );
  }
}
