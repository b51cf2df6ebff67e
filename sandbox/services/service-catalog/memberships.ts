import type {
  AssociateProductWithPortfolioInput,
  AssociateProductWithPortfolioOutput,
  DisassociateProductFromPortfolioInput,
  DisassociateProductFromPortfolioOutput,
} from '@aws-sdk/client-service-catalog';
import { ownPortfolio, visiblePortfolio, visibleProduct } from './access';
import { quotas } from './quotas';
import { inUse, invalid, limitExceeded, notFound } from './refusals';
import { type Actor, constraints, portfoliosOfProduct, productsOfPortfolio, shares } from './state';

/**
 * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AssociateProductWithPortfolio.html: another account's product
 * may be added to a local portfolio from the imported one that `SourcePortfolioId` names.
 */
export function associateProduct(
  input: AssociateProductWithPortfolioInput,
  actor: Actor,
): AssociateProductWithPortfolioOutput {
  const { db, region } = actor;
  const portfolio = ownPortfolio(actor, input.PortfolioId, 'AssociateProductWithPortfolio');
  const product = visibleProduct(actor, input.ProductId);
  if (product.accountId !== actor.accountId) {
    const source = visiblePortfolio(actor, input.SourcePortfolioId);
    if (!db.get(productsOfPortfolio, [region, source.id, product.id])) {
      throw notFound(`Product ${product.id} is not associated with portfolio ${source.id}.`);
    }
    if (db.count(shares, [region, portfolio.id]) > 0) {
      throw invalid(`Portfolio ${portfolio.id} is shared: a shared product cannot be shared on.`);
    }
  }
  const key = [region, portfolio.id, product.id];
  if (db.get(productsOfPortfolio, key)) return {};
  const limit = quotas.productsPerPortfolio;
  if (db.count(productsOfPortfolio, [region, portfolio.id]) >= limit) {
    throw limitExceeded('products per portfolio', limit);
  }
  db.put(productsOfPortfolio, key, { created: actor.now, sourcePortfolioId: input.SourcePortfolioId });
  db.put(portfoliosOfProduct, [region, product.id, portfolio.id], true);
  return {};
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DisassociateProductFromPortfolio.html */
export function disassociateProduct(
  input: DisassociateProductFromPortfolioInput,
  actor: Actor,
): DisassociateProductFromPortfolioOutput {
  const { db, region } = actor;
  const portfolio = ownPortfolio(actor, input.PortfolioId, 'DisassociateProductFromPortfolio');
  const productId = input.ProductId ?? '';
  if (!db.get(productsOfPortfolio, [region, portfolio.id, productId])) {
    throw notFound(`Product ${productId} is not associated with portfolio ${portfolio.id}.`);
  }
  if (db.count(constraints, [region, portfolio.id, productId]) > 0) {
    throw inUse(`Product ${productId} still has associated Constraints in portfolio ${portfolio.id}`);
  }
  db.remove(productsOfPortfolio, [region, portfolio.id, productId]);
  db.remove(portfoliosOfProduct, [region, productId, portfolio.id]);
  return {};
}
