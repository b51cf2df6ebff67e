import { acceptedNodeShares } from '../access';
import { dropImported } from '../catalog/product-associations';
import { principals, productsOfPortfolio } from '../catalog/state';
import type { CatalogCall } from '../catalog-call';
import { type NodeShareRow, nodeSharesOfRecipient, recipientsOfNodeShare, shares, sharesOfRecipient } from './state';

type Region = Pick<CatalogCall, 'db' | 'region'>;

/** Lets an account see a portfolio that is shared with a node that it is in. */
export function reach({ db, region }: Region, { portfolioId, node }: NodeShareRow, accountId: string): void {
  const key = [accountId, region, portfolioId, node];
  if (db.get(nodeSharesOfRecipient, key) === undefined) db.put(nodeSharesOfRecipient, key, true);
  db.put(recipientsOfNodeShare, [region, portfolioId, node, accountId], true);
}

/** Ends what {@link reach} began. */
export function withdraw(scope: Region, { portfolioId, node }: NodeShareRow, accountId: string): void {
  const { db, region } = scope;
  db.remove(nodeSharesOfRecipient, [accountId, region, portfolioId, node]);
  db.remove(recipientsOfNodeShare, [region, portfolioId, node, accountId]);
  forgetUnlessSeen(scope, portfolioId, accountId);
}

/** Ends a share with an account. */
export function endShare(scope: Region, portfolioId: string, recipient: string): void {
  const { db, region } = scope;
  db.remove(shares, [region, portfolioId, recipient]);
  db.remove(sharesOfRecipient, [recipient, region, portfolioId]);
  forgetUnlessSeen(scope, portfolioId, recipient);
}

/**
 * Takes away what an account built on a portfolio that it no longer sees in any way: its principals, and the
 * portfolio's products in its local portfolios. What it launched stays.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_sharing.html
 */
export function forgetUnlessSeen({ db, region }: Region, portfolioId: string, accountId: string): void {
  if (db.get(sharesOfRecipient, [accountId, region, portfolioId]) === true) return;
  if (acceptedNodeShares({ db, region, accountId }, portfolioId).length > 0) return;
  for (const { key } of db.list(principals, [region, portfolioId, accountId])) db.remove(principals, key);
  for (const { key } of db.list(productsOfPortfolio, [region, portfolioId])) {
    dropImported({ db, region }, portfolioId, String(key[2]), accountId);
  }
}
