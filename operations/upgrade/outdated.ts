import type { ProvisionedProductAttribute, ProvisioningArtifact } from '@aws-sdk/client-service-catalog';
import type { AwsTarget } from '../aws/aws-target';
import { allProvisionedProducts } from '../aws/provisioned-product';
import { activeVersions, newestVersion } from '../aws/published-product';
import { allProducts } from '../project/choose-product';
import { environmentsOf } from '../running/nested-product';
import { isOlder } from './choose-update';
import { runningVersion } from './running-product';

/** Provisioned product that should be upgraded. */
export interface OutdatedProduct {
  readonly name: string;
  readonly product: string;
  readonly version: string;
  /** The newest version that may be launched; undefined where the product isn't offered to the caller any more. */
  readonly newest: string | undefined;
  readonly isBehind: boolean;
  /** Guidance on the version that runs. `inactive`: nothing; it is hidden, or gone. */
  readonly guidance: 'active' | 'deprecated' | 'inactive';
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
    const known = offered.get(productId) ?? offeredVersions(target, productId);
    offered.set(productId, known);
    return known;
  };
  const judged = await Promise.all(
    all.map(async (found) => {
      const { version, artifactId } = await runningVersion(target, found);
      const versions = await versionsOf(found.ProductId ?? '');
      const environment = environments.get(found.Id ?? '')?.Name;
      return { ...judge(found, version, artifactId, versions), ...(environment !== undefined && { environment }) };
    }),
  );
  return judged
    .filter(({ isBehind, guidance }) => isBehind || guidance !== 'active')
    .sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

function judge(
  found: ProvisionedProductAttribute,
  version: string,
  artifactId: string,
  versions: readonly ProvisioningArtifact[],
): OutdatedProduct {
  const newest = newestVersion(versions)?.Name;
  const offered = versions.find(({ Id }) => Id === artifactId);
  const guidance = offered === undefined ? 'inactive' : offered.Guidance === 'DEPRECATED' ? 'deprecated' : 'active';
  return {
    ...{ version, newest, guidance },
    name: found.Name ?? '',
    product: found.ProductName ?? '',
    isBehind: newest !== undefined && isOlder(version, newest),
    status: found.Status ?? '',
  };
}

/** The versions of a product; none where it isn't offered to the caller. */
async function offeredVersions(target: AwsTarget, productId: string): Promise<readonly ProvisioningArtifact[]> {
  try {
    return await activeVersions(await target.serviceCatalog(), productId);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return [];
    throw error;
  }
}

/** Sorts by name, and what an environment launched just after it. */
function sortKey({ name, environment }: OutdatedProduct): string {
  return environment === undefined ? name : `${environment}\u0000${name}`;
}
