import { ownPortfolio, visiblePortfolio, visibleProduct } from '../access';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { quotas } from '../quotas';
import { inUse, invalid, limitExceeded, notFound } from '../refusals';
import { nodeShares, shares } from '../sharing/state';
import { constraintPlaces, constraints, portfolios, portfoliosOfProduct, productsOfPortfolio } from './state';

/** Operations on the products of portfolios. */
export const productAssociationOperations = {
  /**
   * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AssociateProductWithPortfolio.html: another account's product
   * may be added to a local portfolio from the imported one that `SourcePortfolioId` names.
   */
  AssociateProductWithPortfolio(input, call) {
    const { db, region } = call;
    const portfolio = ownPortfolio(call, input.PortfolioId, 'AssociateProductWithPortfolio');
    const product = visibleProduct(call, input.ProductId);
    const imported = product.accountId !== call.accountId;
    if (imported) {
      const source = visiblePortfolio(call, input.SourcePortfolioId);
      if (source.accountId === call.accountId) {
        throw invalid(`Portfolio ${source.id} is not shared with this account: it cannot be the source of a product.`);
      }
      if (!db.get(productsOfPortfolio, [region, source.id, product.id])) {
        throw notFound(`Product ${product.id} is not associated with portfolio ${source.id}.`);
      }
      if (db.count(shares, [region, portfolio.id]) + db.count(nodeShares, [region, portfolio.id]) > 0) {
        throw invalid(`Portfolio ${portfolio.id} is shared: a shared product cannot be shared on.`);
      }
    }
    const key = [region, portfolio.id, product.id];
    if (db.get(productsOfPortfolio, key)) return {};
    const limit = quotas.productsPerPortfolio;
    if (db.count(productsOfPortfolio, [region, portfolio.id]) >= limit) {
      throw limitExceeded('products per portfolio', limit);
    }
    const sourcePortfolioId = imported ? input.SourcePortfolioId : undefined;
    db.put(productsOfPortfolio, key, { created: call.now, sourcePortfolioId });
    db.put(portfoliosOfProduct, [region, product.id, portfolio.id], true);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DisassociateProductFromPortfolio.html */
  DisassociateProductFromPortfolio(input, call) {
    const { db, region } = call;
    const portfolio = ownPortfolio(call, input.PortfolioId, 'DisassociateProductFromPortfolio');
    const productId = input.ProductId ?? '';
    if (!db.get(productsOfPortfolio, [region, portfolio.id, productId])) {
      throw notFound(`Product ${productId} is not associated with portfolio ${portfolio.id}.`);
    }
    if (db.count(constraints, [region, portfolio.id, productId]) > 0) {
      throw inUse(`Product ${productId} still has associated Constraints in portfolio ${portfolio.id}`);
    }
    removeProduct(call, portfolio.id, productId);
    dropImported(call, portfolio.id, productId);
    return {};
  },
} satisfies CatalogOperations;

/**
 * Takes a product out of the local portfolios that it was added to from an imported one.
 *
 * @param recipient account whose local portfolios are meant; default every account's.
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_sharing.html
 */
export function dropImported(
  { db, region }: Pick<CatalogCall, 'db' | 'region'>,
  sourcePortfolioId: string,
  productId: string,
  recipient?: string,
): void {
  for (const { key } of db.list(portfoliosOfProduct, [region, productId])) {
    const id = String(key[2]);
    const source = db.get(productsOfPortfolio, [region, id, productId])?.sourcePortfolioId;
    if (source !== sourcePortfolioId) continue;
    if (recipient !== undefined && db.get(portfolios, [region, id])?.accountId !== recipient) continue;
    for (const { key: place, value } of db.list(constraints, [region, id, productId])) {
      db.remove(constraints, place);
      db.remove(constraintPlaces, [region, value.id]);
    }
    removeProduct({ db, region }, id, productId);
  }
}

function removeProduct(
  { db, region }: Pick<CatalogCall, 'db' | 'region'>,
  portfolioId: string,
  productId: string,
): void {
  db.remove(productsOfPortfolio, [region, portfolioId, productId]);
  db.remove(portfoliosOfProduct, [region, productId, portfolioId]);
}
