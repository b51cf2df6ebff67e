import {
  type PortfolioRow,
  type ProductRow,
  portfolios,
  portfoliosOfProduct,
  products,
  productsByName,
} from './catalog/state';
import type { CatalogCall } from './catalog-call';
import { accessDenied, invalid, notFound } from './refusals';
import { type NodeShareRow, nodeShares, nodeSharesOfRecipient, sharesOfRecipient } from './sharing/state';

/** Whether the account made the portfolio, accepted its share, or is in a part of the organization that it is shared with. */
export function seesPortfolio(call: CatalogCall, portfolio: PortfolioRow): boolean {
  const { accountId, region } = call;
  return (
    portfolio.accountId === accountId ||
    call.db.get(sharesOfRecipient, [accountId, region, portfolio.id]) === true ||
    acceptedNodeShares(call, portfolio.id).length > 0
  );
}

/** The organization's shares by which the account sees a portfolio: those that reached it and that it didn't reject. */
export function acceptedNodeShares(
  { db, accountId, region }: Pick<CatalogCall, 'db' | 'accountId' | 'region'>,
  portfolioId: string,
): NodeShareRow[] {
  return db
    .list(nodeSharesOfRecipient, [accountId, region, portfolioId])
    .filter(({ value: accepted }) => accepted)
    .flatMap(({ key }) => db.get(nodeShares, [region, portfolioId, String(key[3])]) ?? []);
}

/** Ids of the portfolios that organizations share with the account. */
export function portfoliosByOrganization({
  db,
  accountId,
  region,
}: Pick<CatalogCall, 'db' | 'accountId' | 'region'>): string[] {
  const rows = db.list(nodeSharesOfRecipient, [accountId, region]).filter(({ value: accepted }) => accepted);
  return [...new Set(rows.map(({ key }) => String(key[2])))];
}

/**
 * A portfolio that the account made or imported.
 *
 * @throws AwsError `ResourceNotFoundException`.
 */
export function visiblePortfolio(call: CatalogCall, id: string | undefined): PortfolioRow {
  const portfolio = call.db.get(portfolios, [call.region, id ?? '']);
  if (!portfolio || !seesPortfolio(call, portfolio)) throw notFound(`Portfolio ${id} not found.`);
  return portfolio;
}

/**
 * A portfolio that the account made, to change it.
 *
 * @param operation what is refused where the portfolio is shared with the account.
 * @throws AwsError `ResourceNotFoundException`, `AccessDeniedException`.
 */
export function ownPortfolio(call: CatalogCall, id: string | undefined, operation: string): PortfolioRow {
  const portfolio = visiblePortfolio(call, id);
  if (portfolio.accountId !== call.accountId) throw accessDenied(operation);
  return portfolio;
}

/** Whether the account made the product, or sees a portfolio that has it. */
export function seesProduct(call: CatalogCall, product: ProductRow): boolean {
  if (product.accountId === call.accountId) return true;
  return portfoliosWith(call, product.id).some((portfolio) => seesPortfolio(call, portfolio));
}

/** The portfolios that have a product, whoever made them. */
export function portfoliosWith(call: CatalogCall, productId: string): PortfolioRow[] {
  const { db, region } = call;
  return db.list(portfoliosOfProduct, [region, productId]).flatMap(({ key }) => {
    return db.get(portfolios, [region, String(key[2])]) ?? [];
  });
}

/**
 * A product that the account made, or that is in a portfolio it sees.
 *
 * @throws AwsError `ResourceNotFoundException`.
 */
export function visibleProduct(call: CatalogCall, id: string | undefined): ProductRow {
  const product = call.db.get(products, [call.region, id ?? '']);
  if (!product || !seesProduct(call, product)) throw notFound(`Product ${id} not found.`);
  return product;
}

/**
 * A product that the account made, to change it.
 *
 * @param operation what is refused where the product is shared with the account.
 * @throws AwsError `ResourceNotFoundException`, `AccessDeniedException`.
 */
export function ownProduct(call: CatalogCall, id: string | undefined, operation: string): ProductRow {
  const product = visibleProduct(call, id);
  if (product.accountId !== call.accountId) throw accessDenied(operation);
  return product;
}

/**
 * The account's own product of that name.
 *
 * @throws AwsError `ResourceNotFoundException`; `InvalidParametersException` where several have it.
 */
export function ownProductNamed({ db, accountId, region }: CatalogCall, name: string): ProductRow {
  const [first, second] = db
    .list(productsByName, [region, name])
    .flatMap(({ key }) => db.get(products, [region, String(key[2])]) ?? [])
    .filter((product) => product.accountId === accountId);
  if (second) throw invalid(`Multiple Product with name ${name} found.`);
  if (!first) throw notFound(`Product with name ${name} not found`);
  return first;
}
