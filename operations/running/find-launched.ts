import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../catalog/detailed-error';
import type { AwsTarget } from '../aws/aws-target';
import { allProvisionedProducts, lookUpProvisionedProduct } from '../aws/provisioned-product';
import { unknown } from '../nearest';
import { allProducts } from '../project/choose-product';
import { environmentsOf, launchesProducts } from './nested-product';

/** Provisioned products that a name stands for. */
export interface NamedProducts {
  /**
   * The one of that name; else those of the environment of that name, `<environment>-<product>`, a tier after all that it
   * imports from. Of an environment that was launched as one, that one and not its tiers.
   */
  readonly found: readonly [ProvisionedProductAttribute, ...ProvisionedProductAttribute[]];
  /** Whether the name is an environment's. */
  readonly isEnvironment: boolean;
  /** Everything that is launched. */
  readonly all: readonly ProvisionedProductAttribute[];
  /** Environments of the tiers that they have launched, by the tier's id. */
  readonly environments: ReadonlyMap<string, ProvisionedProductAttribute>;
}

/**
 * Finds what a name stands for: every verb that takes the name of something launched goes by it.
 *
 * @throws `CatalogError` `unknown-provisioned-product` with the nearest name
 */
export async function namedProducts(target: AwsTarget, name: string): Promise<NamedProducts> {
  const products = await allProducts();
  const all = await allProvisionedProducts(await target.serviceCatalog());
  const environments = await environmentsOf(target, all, products);
  const named = all.find(({ Name }) => Name === name);
  if (named) return { found: [named], isEnvironment: false, all, environments };
  // What stands beside an environment uses the tiers inside it.
  const ordered = [...products.filter(launchesProducts), ...products.filter((product) => !launchesProducts(product))];
  const [first, ...others] = ordered.flatMap((product) =>
    all.filter(
      ({ Name, ProductName, Id = '' }) =>
        Name === `${name}-${product.id}` && ProductName === product.name && !environments.has(Id),
    ),
  );
  if (first) return { found: [first, ...others], isEnvironment: true, all, environments };
  throw unknown('provisioned product', name, all.flatMap(({ Name }) => Name ?? []).sort());
}

/**
 * The one provisioned product that a name stands for. An environment's name stands for the product that launched the
 * environment as one, and never for a tier: whoever ends something has named it.
 *
 * @param verb that the name was given to
 * @throws `CatalogError` `several-products` where an environment has no product of its own; `unknown-provisioned-product`
 */
export async function findLaunched(
  target: AwsTarget,
  name: string,
  verb: string,
): Promise<ProvisionedProductAttribute> {
  const exact = await lookUpProvisionedProduct(await target.serviceCatalog(), name);
  if (exact) return exact;
  const { found } = await namedProducts(target, name);
  if (await isWhole(found[0])) return found[0];
  const names = found.map(({ Name = '' }) => Name);
  throw new DetailedError(
    'several-products',
    `${name} is an environment that wasn't launched as one; of it there is ${names.join(', ')}`,
    // The last one is used by none of the others.
    { remedies: [{ do: 'verb', verb, operands: names.slice(-1), label: 'Name the one that is meant, as in' }] },
  );
}

/** Whether something launched is an environment as one, which launches its tiers itself. */
export async function isWhole({ ProductName }: ProvisionedProductAttribute): Promise<boolean> {
  return (await allProducts()).some((product) => product.name === ProductName && launchesProducts(product));
}
