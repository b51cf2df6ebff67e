import type { ProvisioningArtifact } from '@aws-sdk/client-service-catalog';
import type { AwsTarget } from '../aws/aws-target';
import { allProvisionedProducts } from '../aws/provisioned-product';
import { offeredVersions } from '../aws/published-product';
import { allProducts } from '../project/choose-product';
import { environmentsOf } from '../running/nested-product';
import { type VersionState, versionState } from './version-state';

/** Provisioned product that should be upgraded. */
export interface OutdatedProduct extends VersionState {
  readonly name: string;
  readonly product: string;
  readonly status: string;
  /** Name of the environment that launched it, which is what to upgrade. */
  readonly environment?: string;
}

/**
 * Finds every provisioned product that runs behind its newest active version, or one that is deprecated or inactive.
 *
 * @returns by name, the tiers of an environment after it
 */
export async function outdatedProducts(target: AwsTarget): Promise<OutdatedProduct[]> {
  const serviceCatalog = await target.serviceCatalog();
  const all = await allProvisionedProducts(serviceCatalog);
  const environments = await environmentsOf(target, all, await allProducts());
  const offered = new Map<string, Promise<readonly ProvisioningArtifact[]>>();
  const versionsOf = (productId: string) => {
    const known = offered.get(productId) ?? offeredVersions(serviceCatalog, productId);
    offered.set(productId, known);
    return known;
  };
  const judged = await Promise.all(
    all.map(async (found) => {
      const { Id = '', Name: name = '', ProductName: product = '', ProductId = '', Status: status = '' } = found;
      const state = await versionState(target, found, await versionsOf(ProductId));
      const environment = environments.get(Id)?.Name;
      return { ...state, name, product, status, ...(environment !== undefined && { environment }) };
    }),
  );
  return judged
    .filter(({ isBehind, guidance }) => isBehind || guidance !== 'active')
    .sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

/** Sorts by name, and what an environment launched just after it. */
function sortKey({ name, environment }: OutdatedProduct): string {
  return environment === undefined ? name : `${environment}\u0000${name}`;
}
