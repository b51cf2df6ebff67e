import { loadReleases, type Release } from '../../catalog/release';
import { unlessRefused } from '../aws/aws-error';
import { pages } from '../aws/pages';
import { allProvisionedProducts } from '../aws/provisioned-product';
import { activeVersions, findPublished, newestVersion } from '../aws/published-product';
import type { OperationContext } from '../context';
import { allProducts, chooseProduct, productFolder } from './choose-product';

/** Product of the catalog that is offered to the caller. */
export interface OfferedProduct {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Newest version that may be launched; undefined where there is none. */
  readonly newest: string | undefined;
  /** Number of versions that aren't hidden. */
  readonly versions: number;
  /** Number of provisioned products of it, whoever launched them; undefined where the caller may not look. */
  readonly launched: number | undefined;
}

/** Version of a product, as AWS offers it and as the ledger knows it. */
export interface OfferedVersion extends Partial<Pick<Release, 'date' | 'notes' | 'upgradeNotes'>> {
  readonly version: string;
  readonly isDeprecated: boolean;
}

/** Product with its versions. */
export interface ProductVersions extends Pick<OfferedProduct, 'id' | 'name' | 'description'> {
  /** The newest first. */
  readonly versions: readonly OfferedVersion[];
  /** Names of the portfolios that it may be launched from. */
  readonly portfolios: readonly string[];
}

/** Products of the registry that the caller is offered in the account and region, in the registry's order. */
export async function offeredProducts({
  target,
}: Pick<OperationContext, 'target'>): Promise<readonly OfferedProduct[]> {
  const serviceCatalog = await target.serviceCatalog();
  const [all, offered, launched] = await Promise.all([
    allProducts(),
    pages((PageToken) => serviceCatalog.searchProducts({ PageToken }), 'ProductViewSummaries'),
    unlessRefused(() => allProvisionedProducts(serviceCatalog)),
  ]);
  const found = all.flatMap((product) => {
    const summary = offered.find(({ Name }) => Name === product.name);
    return summary?.ProductId === undefined ? [] : [{ ...product, productId: summary.ProductId }];
  });
  return Promise.all(
    found.map(async ({ id, name, description, productId }) => {
      const versions = await activeVersions(serviceCatalog, productId);
      return {
        ...{ id, name, description, newest: newestVersion(versions)?.Name, versions: versions.length },
        launched: launched?.filter(({ ProductId }) => ProductId === productId).length,
      };
    }),
  );
}

/**
 * A product with the versions that the caller is offered.
 *
 * @throws `CatalogError` `unknown-product`, `not-published`
 */
export async function productVersions(
  { project, target }: Pick<OperationContext, 'project' | 'target'>,
  id: string,
): Promise<ProductVersions> {
  const product = await chooseProduct(id);
  const { versions, paths } = await findPublished(await target.serviceCatalog(), product);
  const releases = loadReleases(productFolder(project, id));
  return {
    ...{ id, name: product.name, description: product.description },
    versions: versions.toReversed().map(({ Name: version = '', Guidance }) => {
      const { date, notes, upgradeNotes } = releases.find((each) => each.version === version) ?? {};
      return { version, isDeprecated: Guidance === 'DEPRECATED', date, notes, upgradeNotes };
    }),
    portfolios: paths.map(({ Name = '' }) => Name),
  };
}
