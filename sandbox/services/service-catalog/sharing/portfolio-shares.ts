import type { OrganizationNode, ShareError } from '@aws-sdk/client-service-catalog';
import { ownPortfolio } from '../access';
import { products, productsOfPortfolio } from '../catalog/state';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { newId } from '../ids';
import { quotas } from '../quotas';
import { invalid, limitExceeded, notFound } from '../refusals';
import { deleteNodeShare, principalSharingRefused, shareWithNode, updateNodeShare } from './organization-node-shares';
import { endShare } from './share-recipients';
import { type ShareRow, shareOperations, shares, sharesOfRecipient } from './state';

/** Operations on portfolio shares. */
export const portfolioShareOperations = {
  /**
   * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreatePortfolioShare.html: with an account, which must accept, or
   * with a node of the organization, whose accounts need not. A share that exists already is no error and stays as it is.
   */
  CreatePortfolioShare(input, call) {
    const { db, region } = call;
    const portfolio = ownPortfolio(call, input.PortfolioId, 'CreatePortfolioShare');
    const target = targetOf(input);
    const shared = db.list(productsOfPortfolio, [region, portfolio.id]);
    if (shared.some(({ key }) => db.get(products, [region, String(key[2])])?.accountId !== call.accountId)) {
      throw invalid(`Portfolio ${portfolio.id} contains a product that is shared with this account.`);
    }
    if ('node' in target) return { PortfolioShareToken: shareWithNode(call, portfolio.id, target.node, input) };
    const { recipient } = target;
    if (recipient === call.accountId) throw invalid('A portfolio cannot be shared with the account that owns it.');
    if (input.SharePrincipals) throw principalSharingRefused();
    const key = [region, portfolio.id, recipient];
    if (!db.get(shares, key)) {
      const limit = quotas.accountsPerPortfolio;
      if (db.count(shares, [region, portfolio.id]) >= limit) throw limitExceeded('accounts per portfolio', limit);
      const shareTagOptions = input.ShareTagOptions ?? false;
      db.put(shares, key, { portfolioId: portfolio.id, recipient, accepted: false, shareTagOptions });
      db.put(sharesOfRecipient, [recipient, region, portfolio.id], false);
    }
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdatePortfolioShare.html */
  UpdatePortfolioShare(input, call) {
    const portfolio = ownPortfolio(call, input.PortfolioId, 'UpdatePortfolioShare');
    const target = targetOf(input);
    if ('node' in target) {
      return { PortfolioShareToken: updateNodeShare(call, portfolio.id, target.node, input), Status: 'NOT_STARTED' };
    }
    const before = shareWith(call, portfolio.id, target.recipient);
    if (input.SharePrincipals) throw principalSharingRefused();
    const shareTagOptions = input.ShareTagOptions ?? before.shareTagOptions;
    call.db.put(shares, [call.region, portfolio.id, before.recipient], { ...before, shareTagOptions });
    const token = newId('share');
    call.db.put(shareOperations, [call.region, token], {
      token,
      accountId: call.accountId,
      portfolioId: portfolio.id,
      kind: 'update',
      status: 'COMPLETED',
      successful: [before.recipient],
      failed: [],
    });
    return { PortfolioShareToken: token, Status: 'COMPLETED' };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeletePortfolioShare.html */
  DeletePortfolioShare(input, call) {
    const portfolio = ownPortfolio(call, input.PortfolioId, 'DeletePortfolioShare');
    const target = targetOf(input);
    if ('node' in target) return { PortfolioShareToken: deleteNodeShare(call, portfolio.id, target.node) };
    endShare(call, portfolio.id, shareWith(call, portfolio.id, target.recipient).recipient);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribePortfolioShareStatus.html */
  DescribePortfolioShareStatus(input, call) {
    const row = call.db.get(shareOperations, [call.region, input.PortfolioShareToken ?? '']);
    if (row?.accountId !== call.accountId) {
      throw notFound(`Portfolio share token ${input.PortfolioShareToken} not found.`);
    }
    return {
      PortfolioShareToken: row.token,
      PortfolioId: row.portfolioId,
      OrganizationNodeValue: row.node,
      Status: row.status,
      ShareDetails: { SuccessfulShares: [...row.successful], ShareErrors: row.failed.map(shareError) },
    };
  },
} satisfies CatalogOperations;

function shareError({ accountId, reason }: { readonly accountId: string; readonly reason: string }): ShareError {
  return { Accounts: [accountId], Message: reason, Error: 'InternalFailure' };
}

function shareWith({ db, region }: CatalogCall, portfolioId: string, recipient: string): ShareRow {
  const row = db.get(shares, [region, portfolioId, recipient]);
  if (!row) throw notFound(`Portfolio ${portfolioId} is not shared with account ${recipient}.`);
  return row;
}

/** The account or the organization's node that a share names. */
function targetOf(input: {
  readonly AccountId?: string;
  readonly OrganizationNode?: OrganizationNode;
}): { readonly recipient: string } | { readonly node: OrganizationNode } {
  const { AccountId: recipient, OrganizationNode: node } = input;
  if (recipient !== undefined && node === undefined) return { recipient };
  if (recipient === undefined && node !== undefined) return { node };
  throw invalid('Exactly one of AccountId and OrganizationNode must be specified.');
}
