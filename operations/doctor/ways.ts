import type { Product } from '../../catalog/product';
import { isAmong } from '../../portfolios/offers/principals';
import type { AccountView, SeenPortfolio } from './account-view';

/** A portfolio of an account that offers a product. */
export interface Way {
  readonly portfolio: SeenPortfolio;
  readonly productId: string;
}

/** All the portfolios of an account that offer a product, whoever may launch from them. */
export async function waysTo(view: AccountView, { name }: Pick<Product, 'name'>): Promise<Way[]> {
  const seen = await view.portfolios();
  const ways = await Promise.all(
    seen.map(async (portfolio) => {
      const offered = (await view.products(portfolio.id)).filter((product) => product.name === name);
      return offered.map(({ id }) => ({ portfolio, productId: id }));
    }),
  );
  return ways.flat();
}

/** Those of them that a role may launch from. */
export async function openWays(view: AccountView, product: Pick<Product, 'name'>, roleArn: string): Promise<Way[]> {
  const open: Way[] = [];
  for (const way of await waysTo(view, product)) {
    if (isAmong(await view.principals(way.portfolio.id), roleArn)) open.push(way);
  }
  return open;
}
