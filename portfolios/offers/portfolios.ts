import { type EnvironmentType, environmentTypeNames, type Product } from '../../catalog/product';

/** Portfolio: products, for some environments and some people. */
export interface PortfolioDefinition {
  /** Its key in the settings; names its resources, so never changes. */
  readonly id: 'developers' | 'production' | 'platform';
  /** Name in the console; launches may name the portfolio by it. */
  readonly name: string;
  readonly description: string;
  /** The environment types that may be launched from it. */
  readonly environmentTypes: readonly EnvironmentType[];
  /** Ids of the products that it offers, and that no other portfolio does. @default - all that no other has for itself */
  readonly only?: readonly string[];
  /** Whether it stays in the hub's account: what is launched from it acts on the hub. */
  readonly isHubOnly: boolean;
  /** Whether it refuses the names that are kept for other portfolios' environments. */
  readonly refusesReservedNames: boolean;
}

/** The portfolios of the catalog; the tiers of every environment type belong to one of them. */
export const portfolios: readonly PortfolioDefinition[] = [
  {
    id: 'developers',
    name: 'Bellyfed Developers',
    description: 'Environments to build and test in. Launch dev and test environments, as many as you need.',
    environmentTypes: ['dev', 'test'],
    isHubOnly: false,
    refusesReservedNames: true,
  },
  {
    id: 'production',
    name: 'Bellyfed Production',
    description: 'The environments that people rely on. Launch staging and prod environments.',
    environmentTypes: ['staging', 'prod'],
    isHubOnly: false,
    refusesReservedNames: false,
  },
  {
    id: 'platform',
    name: 'Bellyfed Platform',
    description: 'What publishes the catalog itself. For platform engineers, in the account of the catalog.',
    environmentTypes: environmentTypeNames,
    only: ['publishing'],
    isHubOnly: true,
    refusesReservedNames: false,
  },
];

/** Whether a portfolio offers a product. */
export function offersProduct({ id, only }: PortfolioDefinition, product: Pick<Product, 'id'>): boolean {
  const keeper = portfolios.find((portfolio) => portfolio.only?.includes(product.id));
  return keeper === undefined ? only === undefined : keeper.id === id;
}

/** Portfolios that accounts may receive from the hub. */
export const receivedPortfolios = portfolios.filter(({ isHubOnly }) => !isHubOnly);

/** Products of these that accounts may receive from the hub. */
export function receivedProducts(products: readonly Product[]): Product[] {
  return products.filter((product) => receivedPortfolios.some((portfolio) => offersProduct(portfolio, product)));
}
