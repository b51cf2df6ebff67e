import { CatalogError } from '../../catalog/errors';
import { unboundedRoles } from '../../catalog/product/permissions-boundary';
import { releaseTemplate } from '../../catalog/release';
import type { Offer } from '../offers/published-product';
import type { BoundaryStage } from './bounded-statements';

/**
 * Refuses to require the permissions boundary while a version can still be launched that makes roles without it: its launches
 * and updates would fail.
 *
 * @throws `CatalogError` `boundary-not-everywhere`
 */
export function requireBoundedReleases(stage: BoundaryStage, offers: readonly Offer[]): void {
  if (stage === 'allowed') return;
  const unbounded = offers.flatMap(({ product, releases }) =>
    releases
      .filter(({ status, file }) => status !== 'retired' && unboundedRoles(releaseTemplate({ file })).length > 0)
      .map(({ version }) => `${product.id} ${version}`),
  );
  if (unbounded.length === 0) return;
  throw new CatalogError(
    'boundary-not-everywhere',
    `permissionsBoundary: can't be "required" yet, since versions that may still run make roles without it: ` +
      `${unbounded.join(', ')}; retire those first, or write "allowed".`,
  );
}
