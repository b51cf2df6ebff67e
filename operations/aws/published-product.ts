import type {
  LaunchPathSummary,
  ProductViewSummary,
  ProvisioningArtifact,
  ServiceCatalog,
} from '@aws-sdk/client-service-catalog';
import { compare, valid } from 'semver';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import type { Product } from '../../catalog/product';
import { unknown } from '../nearest';
import { pages } from './pages';

/** A product as Service Catalog offers it to the caller. */
export interface PublishedProduct {
  readonly productId: string;
  readonly name: string;
  /** The versions that aren't hidden, oldest first. */
  readonly versions: readonly ProvisioningArtifact[];
  /** One for each portfolio from which the caller may launch it. */
  readonly paths: readonly LaunchPathSummary[];
}

/**
 * Looks a product up in Service Catalog by its name, as the caller sees it.
 *
 * @throws `CatalogError` `not-published` when the caller isn't offered it, in this account and region
 */
export async function findPublished(
  serviceCatalog: ServiceCatalog,
  { id, name }: Pick<Product, 'id' | 'name'>,
): Promise<PublishedProduct> {
  const found = await searchProducts(serviceCatalog, name);
  if (found?.ProductId === undefined) {
    throw new DetailedError(
      'not-published',
      `${id}: nothing named ${name} is offered to you in this account and region: it isn't published there, or no portfolio's ` +
        'principals name your role',
      { remedies: [{ do: 'verb', verb: 'publish', label: 'Publish it' }] },
    );
  }
  const productId = found.ProductId;
  const [versions, paths] = await Promise.all([
    activeVersions(serviceCatalog, productId),
    pages((PageToken) => serviceCatalog.listLaunchPaths({ ProductId: productId, PageToken }), 'LaunchPathSummaries'),
  ]);
  return { productId, name, versions, paths };
}

/** The versions of a product that aren't hidden, oldest first, as the caller is offered them. */
export async function activeVersions(
  serviceCatalog: ServiceCatalog,
  productId: string,
): Promise<readonly ProvisioningArtifact[]> {
  const { ProvisioningArtifacts: versions = [] } = await serviceCatalog.describeProduct({ Id: productId });
  return [...versions].sort(byVersion);
}

/** Versions of a product that aren't hidden; none where it isn't offered to the caller. */
export async function offeredVersions(
  serviceCatalog: ServiceCatalog,
  productId: string,
): Promise<readonly ProvisioningArtifact[]> {
  try {
    return await activeVersions(serviceCatalog, productId);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return [];
    throw error;
  }
}

/** The newest version that may still be launched; undefined when there is none. */
export function newestVersion(versions: readonly ProvisioningArtifact[]): ProvisioningArtifact | undefined {
  return versions.findLast(({ Guidance }) => Guidance !== 'DEPRECATED');
}

async function searchProducts(serviceCatalog: ServiceCatalog, name: string): Promise<ProductViewSummary | undefined> {
  const products = await pages((PageToken) => serviceCatalog.searchProducts({ PageToken }), 'ProductViewSummaries');
  return products.find((product) => product.Name === name);
}

/**
 * The version to launch: the one that was named, else the newest that may still be launched.
 *
 * @throws `CatalogError` `unknown-version`, `deprecated-version`, `no-version`
 */
export function chooseVersion(product: PublishedProduct, wanted: string | undefined): ProvisioningArtifact {
  const { versions, name } = product;
  const names = versions.map((version) => version.Name ?? '');
  if (wanted === undefined) {
    const newest = newestVersion(versions);
    if (newest === undefined)
      throw new CatalogError('no-version', `${name}: no version of it may be launched any more.`);
    return newest;
  }
  const found = versions.find((version) => version.Name === wanted);
  if (found === undefined) throw unknown('version', wanted, names);
  if (found.Guidance === 'DEPRECATED') {
    throw new CatalogError(
      'deprecated-version',
      `${name} ${wanted} is deprecated: what runs may be updated to it, but nothing new is launched with it.`,
    );
  }
  return found;
}

function byVersion(one: ProvisioningArtifact, other: ProvisioningArtifact): number {
  const versions = [valid(one.Name), valid(other.Name)] as const;
  if (versions[0] !== null && versions[1] !== null) return compare(versions[0], versions[1]);
  return (one.CreatedTime?.getTime() ?? 0) - (other.CreatedTime?.getTime() ?? 0);
}
