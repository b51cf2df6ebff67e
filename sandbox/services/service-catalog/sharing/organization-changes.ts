import type { OrganizationPlace } from '../../../kernel/notices';
import type { OrganizationListener, Work } from '../../../kernel/work';
import { trustsService } from '../../organizations';
import { portfoliosOfAccount } from '../catalog/state';
import { dropNodeShare } from './organization-node-share-job';
import { SERVICE_PRINCIPAL } from './organizations-access';
import { reach, withdraw } from './share-recipients';
import { type NodeShareRow, nodeShares, portfoliosOfNode } from './state';

/**
 * Keeps shares in step with the organization, as long as Service Catalog has access to it: an account that joins a unit sees
 * what is shared with it, one that leaves loses it. Shares of an account that may no longer share are removed.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_sharing_how-to-share.html
 */
export const organizationChanged: OrganizationListener = (changed, work) => {
  if (changed.kind === 'administrator-deregistered') {
    if (changed.servicePrincipal === SERVICE_PRINCIPAL) dropSharesOf(work, changed.accountId, changed.organizationId);
    return;
  }
  const { accountId, before, after } = changed;
  const now = sharesAt(work, accountId, after);
  const then = sharesAt(work, accountId, before);
  for (const [key, { region, row }] of then) if (!now.has(key)) withdraw({ db: work.db, region }, row, accountId);
  for (const [key, { region, row }] of now) if (!then.has(key)) reach({ db: work.db, region }, row, accountId);
  if (before && before.organizationId !== after?.organizationId) {
    dropSharesOf(work, accountId, before.organizationId);
    for (const { region, row } of then.values())
      if (row.type === 'ACCOUNT') dropNodeShare({ db: work.db, region }, row);
  }
};

/** Shares with an account for its place, by region, portfolio and node. */
function sharesAt(
  { db }: Work,
  accountId: string,
  place: OrganizationPlace | undefined,
): Map<string, { readonly region: string; readonly row: NodeShareRow }> {
  const found = new Map<string, { readonly region: string; readonly row: NodeShareRow }>();
  if (!place || !trustsService(db, place.organizationId, SERVICE_PRINCIPAL)) return found;
  for (const node of [place.organizationId, ...place.parents, accountId]) {
    for (const { key } of db.list(portfoliosOfNode, [node])) {
      const [, region, portfolioId] = key.map(String);
      const row = db.get(nodeShares, [region ?? '', portfolioId ?? '', node]);
      if (!row || region === undefined || row.organizationId !== place.organizationId) continue;
      if (row.accountId !== accountId) found.set(JSON.stringify(key), { region, row });
    }
  }
  return found;
}

/** Ends the shares that an account made in an organization. */
function dropSharesOf({ db }: Work, accountId: string, organizationId: string): void {
  for (const { key } of db.list(portfoliosOfAccount, [accountId])) {
    const [, region, portfolioId] = key.map(String);
    if (region === undefined || portfolioId === undefined) continue;
    for (const { value: row } of db.list(nodeShares, [region, portfolioId])) {
      if (row.organizationId === organizationId) dropNodeShare({ db, region }, row);
    }
  }
}
