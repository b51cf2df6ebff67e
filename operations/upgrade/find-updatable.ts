import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../catalog/errors';
import type { AwsTarget } from '../aws/aws-target';
import { allProvisionedProducts } from '../aws/provisioned-product';
import { unknown } from '../nearest';
import { allProducts } from '../project/choose-product';
import { environmentsOf, launchesProducts } from '../running/nested-product';

/**
 * Provisioned products that a name stands for, in the order in which they are updated: the one of that name; else those of
 * the environment of that name, `<environment>-<product>`, a tier after all that it imports from.
 *
 * @throws `CatalogError` `unknown-provisioned-product`; `is-tier` for a tier that an environment has launched
 */
export async function findUpdatable(target: AwsTarget, name: string): Promise<ProvisionedProductAttribute[]> {
  const products = await allProducts();
  const all = await allProvisionedProducts(await target.serviceCatalog());
  const environments = await environmentsOf(target, all, products);
  const named = all.find(({ Name }) => Name === name);
  const environment = named && environments.get(named.Id ?? '');
  if (environment !== undefined) {
    throw new CatalogError(
      'is-tier',
      `${name} is a tier of ${environment.Name}, which would put it back; update the environment instead: ${environment.Name}.`,
    );
  }
  if (named) return [named];
  // What stands beside an environment uses the tiers inside it.
  const ordered = [...products.filter(launchesProducts), ...products.filter((product) => !launchesProducts(product))];
  const found = ordered.flatMap((product) =>
    all.filter(
      ({ Name, ProductName, Id = '' }) =>
        Name === `${name}-${product.id}` && ProductName === product.name && !environments.has(Id),
    ),
  );
  if (found.length > 0) return found;
  throw unknown('provisioned product', name, all.flatMap(({ Name }) => Name ?? []).sort());
}
