import type { Product } from '../../catalog/product';
import { isAmong } from '../../portfolios/offers/principals';
import type { AccountView, SeenPortfolio } from './account-view';

/** Portfolio of an account that offers a product. */
export interface ProductPortfolio {
  readonly portfolio: SeenPortfolio;
  readonly productId: string;
}

/** Finds all the portfolios of an account that offer a product, whoever may launch from them. */
export async function portfoliosWith(view: AccountView, { name }: Pick<Product, 'name'>): Promise<ProductPortfolio[]> {
  const seen = await view.portfolios();
  const found = await Promise.all(
    seen.map(async (portfolio) => {
      const offered = (await view.products(portfolio.id)).filter((product) => product.name === name);
      return offered.map(({ id }) => ({ portfolio, productId: id }));
    }),
  );
  return found.flat();
}

/** Finds those of them that a role may launch from. */
export async function portfoliosOpenTo(
  view: AccountView,
  product: Pick<Product, 'name'>,
  roleArn: string,
): Promise<ProductPortfolio[]> {
  const open: ProductPortfolio[] = [];
  for (const offering of await portfoliosWith(view, product)) {
    if (isAmong(await view.principals(offering.portfolio.id), roleArn)) open.push(offering);
  }
  return open;
}
