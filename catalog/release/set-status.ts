import { CatalogError } from '../errors';
import { releaseFolder } from './folder';
import { findRelease } from './load';
import { type Release, type ReleaseStatus, releaseStatuses } from './release';
import { loadVerifiedReleases } from './verify';
import { writeLedger } from './write';

/**
 * Deprecates or retires a release: writes the ledger and the changelog, and leaves the release's file as it is.
 *
 * @param productFolder `products/<id>`
 * @param security reason for which it is retired at once
 * @returns the release as it is now
 * @throws `CatalogError` `unknown-release`; `status-not-later`: a release never becomes what it was before; or what
 *   `verifyReleases` finds wrong with the releases so far
 */
export function setReleaseStatus(
  productFolder: string,
  version: string,
  status: ReleaseStatus,
  security?: string,
): Release {
  const releases = loadVerifiedReleases(productFolder);
  const folder = releaseFolder(productFolder);
  const found = findRelease(folder.product, releases, version);
  if (releaseStatuses.indexOf(status) <= releaseStatuses.indexOf(found.status)) {
    throw new CatalogError(
      'status-not-later',
      `${folder.product} ${version}: it is ${found.status} already, and a release never goes back; nothing was changed.`,
    );
  }
  const change = { status, ...(security !== undefined && { security }) };
  const changed = { ...found, ...change };
  writeLedger(
    folder,
    releases.map(({ file: _, ...entry }) => (entry.version === version ? { ...entry, ...change } : entry)),
  );
  return changed;
}
