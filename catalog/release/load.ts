import { CatalogError } from '../errors';
import { readLedger, releaseFolder, withFiles } from './folder';
import { compareVersions, type Release } from './release';

/**
 * The releases of a product, the oldest first; none before the first release.
 *
 * Only the ledger is read here: `verifyReleases` says whether the files are as they were released.
 *
 * @param productFolder `products/<id>`
 * @throws `CatalogError` `invalid-ledger`
 */
export function loadReleases(productFolder: string): Release[] {
  const folder = releaseFolder(productFolder);
  return withFiles(folder, readLedger(folder)).sort((one, other) => compareVersions(one.version, other.version));
}

/**
 * The release of a version.
 *
 * @throws `CatalogError` `unknown-release` that names those there are
 */
export function findRelease(product: string, releases: readonly Release[], version: string): Release {
  const found = releases.find((release) => release.version === version);
  if (found) return found;
  const known = releases.map((release) => release.version).join(', ') || 'none';
  throw new CatalogError('unknown-release', `${product} has no release ${version}; it has: ${known}.`);
}
