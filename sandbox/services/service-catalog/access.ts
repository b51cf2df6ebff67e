import { accessDenied, invalid, notFound } from './refusals';
import {
  type Actor,
  type NodeShareRow,
  nodeShares,
  nodeSharesOfRecipient,
  type PortfolioRow,
  type ProductRow,
  portfolios,
  portfoliosOfProduct,
  products,
  productsByName,
  sharesOfRecipient,
} from './state';

/** Whether the account made the portfolio, accepted its share, or is in a part of the organization that it is shared with. */
export function seesPortfolio(actor: Actor, portfolio: PortfolioRow): boolean {
  const { accountId, region } = actor;
  return (
    portfolio.accountId === accountId ||
    actor.db.get(sharesOfRecipient, [accountId, region, portfolio.id]) === true ||
    acceptedNodeShares(actor, portfolio.id).length > 0
  );
}

/** The organization's shares by which the account sees a portfolio: those that reached it and that it didn't reject. */
export function acceptedNodeShares(
  { db, accountId, region }: Pick<Actor, 'db' | 'accountId' | 'region'>,
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
}: Pick<Actor, 'db' | 'accountId' | 'region'>): string[] {
  const rows = db.list(nodeSharesOfRecipient, [accountId, region]).filter(({ value: accepted }) => accepted);
  return [...new Set(rows.map(({ key }) => String(key[2])))];
}

/**
 * A portfolio that the account made or imported.
 *
 * @throws AwsError `ResourceNotFoundException`.
 */
export function visiblePortfolio(actor: Actor, id: string | undefined): PortfolioRow {
  const portfolio = actor.db.get(portfolios, [actor.region, id ?? '']);
  if (!portfolio || !seesPortfolio(actor, portfolio)) throw notFound(`Portfolio ${id} not found.`);
  return portfolio;
}

/**
 * A portfolio that the account made, to change it.
 *
 * @param operation what is refused where the portfolio is shared with the account.
 * @throws AwsError `ResourceNotFoundException`, `AccessDeniedException`.
 */
export function ownPortfolio(actor: Actor, id: string | undefined, operation: string): PortfolioRow {
  const portfolio = visiblePortfolio(actor, id);
  if (portfolio.accountId !== actor.accountId) throw accessDenied(operation);
  return portfolio;
}

/** Whether the account made the product, or sees a portfolio that has it. */
export function seesProduct(actor: Actor, product: ProductRow): boolean {
  if (product.accountId === actor.accountId) return true;
  return portfoliosWith(actor, product.id).some((portfolio) => seesPortfolio(actor, portfolio));
}

/** The portfolios that have a product, whoever made them. */
export function portfoliosWith(actor: Actor, productId: string): PortfolioRow[] {
  const { db, region } = actor;
  return db.list(portfoliosOfProduct, [region, productId]).flatMap(({ key }) => {
    return db.get(portfolios, [region, String(key[2])]) ?? [];
  });
}

/**
 * A product that the account made, or that is in a portfolio it sees.
 *
 * @throws AwsError `ResourceNotFoundException`.
 */
export function visibleProduct(actor: Actor, id: string | undefined): ProductRow {
  const product = actor.db.get(products, [actor.region, id ?? '']);
  if (!product || !seesProduct(actor, product)) throw notFound(`Product ${id} not found.`);
  return product;
}

/**
 * A product that the account made, to change it.
 *
 * @param operation what is refused where the product is shared with the account.
 * @throws AwsError `ResourceNotFoundException`, `AccessDeniedException`.
 */
export function ownProduct(actor: Actor, id: string | undefined, operation: string): ProductRow {
  const product = visibleProduct(actor, id);
  if (product.accountId !== actor.accountId) throw accessDenied(operation);
  return product;
}

/**
 * The account's own product of that name.
 *
 * @throws AwsError `ResourceNotFoundException`; `InvalidParametersException` where several have it.
 */
export function ownProductNamed({ db, accountId, region }: Actor, name: string): ProductRow {
  const [first, second] = db
    .list(productsByName, [region, name])
    .flatMap(({ key }) => db.get(products, [region, String(key[2])]) ?? [])
    .filter((product) => product.accountId === accountId);
  if (second) throw invalid(`Multiple Product with name ${name} found.`);
  if (!first) throw notFound(`Product with name ${name} not found`);
  return first;
}
