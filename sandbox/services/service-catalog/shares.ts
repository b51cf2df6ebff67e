import type {
  CreatePortfolioShareInput,
  CreatePortfolioShareOutput,
  DeletePortfolioShareInput,
  DeletePortfolioShareOutput,
  DescribePortfolioShareStatusInput,
  DescribePortfolioShareStatusOutput,
  DescribePortfolioSharesInput,
  DescribePortfolioSharesOutput,
  ListPortfolioAccessInput,
  ListPortfolioAccessOutput,
  OrganizationNode,
  UpdatePortfolioShareInput,
  UpdatePortfolioShareOutput,
} from '@aws-sdk/client-service-catalog';
import { ownPortfolio } from './access';
import { newId } from './ids';
import { tablePage } from './paging';
import { quotas } from './quotas';
import { invalid, invalidState, limitExceeded, notFound } from './refusals';
import {
  type Actor,
  principals,
  products,
  productsOfPortfolio,
  type ShareRow,
  shareOperations,
  shares,
  sharesOfRecipient,
} from './state';

/**
 * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreatePortfolioShare.html: with an account. A share that
 * exists already is no error and stays as it is.
 */
export function createShare(input: CreatePortfolioShareInput, actor: Actor): CreatePortfolioShareOutput {
  const { db, region } = actor;
  const portfolio = ownPortfolio(actor, input.PortfolioId, 'CreatePortfolioShare');
  const recipient = recipientOf(input);
  if (recipient === actor.accountId) throw invalid('A portfolio cannot be shared with the account that owns it.');
  if (input.SharePrincipals) throw principalSharingRefused();
  const shared = db.list(productsOfPortfolio, [region, portfolio.id]);
  if (shared.some(({ key }) => db.get(products, [region, String(key[2])])?.accountId !== actor.accountId)) {
    throw invalid(`Portfolio ${portfolio.id} contains a product that is shared with this account.`);
  }
  const key = [region, portfolio.id, recipient];
  if (!db.get(shares, key)) {
    const limit = quotas.accountsPerPortfolio;
    if (db.count(shares, [region, portfolio.id]) >= limit) throw limitExceeded('accounts per portfolio', limit);
    const shareTagOptions = input.ShareTagOptions ?? false;
    db.put(shares, key, { portfolioId: portfolio.id, recipient, accepted: false, shareTagOptions });
    db.put(sharesOfRecipient, [recipient, region, portfolio.id], false);
  }
  return {};
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdatePortfolioShare.html */
export function updateShare(input: UpdatePortfolioShareInput, actor: Actor): UpdatePortfolioShareOutput {
  const portfolio = ownPortfolio(actor, input.PortfolioId, 'UpdatePortfolioShare');
  const before = shareWith(actor, portfolio.id, recipientOf(input));
  if (input.SharePrincipals) throw principalSharingRefused();
  const shareTagOptions = input.ShareTagOptions ?? before.shareTagOptions;
  actor.db.put(shares, [actor.region, portfolio.id, before.recipient], { ...before, shareTagOptions });
  const token = newId('share');
  actor.db.put(shareOperations, [actor.region, token], {
    token,
    accountId: actor.accountId,
    portfolioId: portfolio.id,
    recipient: before.recipient,
  });
  return { PortfolioShareToken: token, Status: 'COMPLETED' };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeletePortfolioShare.html */
export function deleteShare(input: DeletePortfolioShareInput, actor: Actor): DeletePortfolioShareOutput {
  const portfolio = ownPortfolio(actor, input.PortfolioId, 'DeletePortfolioShare');
  const { recipient } = shareWith(actor, portfolio.id, recipientOf(input));
  endShare(actor, portfolio.id, recipient);
  return {};
}

/** Ends a share: the recipient sees the portfolio no more, and its principals lose their access. */
export function endShare({ db, region }: Actor, portfolioId: string, recipient: string): void {
  db.remove(shares, [region, portfolioId, recipient]);
  db.remove(sharesOfRecipient, [recipient, region, portfolioId]);
  for (const { key } of db.list(principals, [region, portfolioId, recipient])) db.remove(principals, key);
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribePortfolioShares.html */
export function describeShares(input: DescribePortfolioSharesInput, actor: Actor): DescribePortfolioSharesOutput {
  const portfolio = ownPortfolio(actor, input.PortfolioId, 'DescribePortfolioShares');
  if (input.Type !== 'ACCOUNT') return { PortfolioShareDetails: [] };
  const { items, next } = tablePage(actor.db, shares, [actor.region, portfolio.id], input);
  return {
    PortfolioShareDetails: items.map(({ value }) => ({
      PrincipalId: value.recipient,
      Type: 'ACCOUNT',
      Accepted: value.accepted,
      ShareTagOptions: value.shareTagOptions,
      SharePrincipals: false,
    })),
    NextPageToken: next,
  };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribePortfolioShareStatus.html */
export function describeShareStatus(
  input: DescribePortfolioShareStatusInput,
  actor: Actor,
): DescribePortfolioShareStatusOutput {
  const row = actor.db.get(shareOperations, [actor.region, input.PortfolioShareToken ?? '']);
  if (row?.accountId !== actor.accountId) {
    throw notFound(`Portfolio share token ${input.PortfolioShareToken} not found.`);
  }
  return {
    PortfolioShareToken: row.token,
    PortfolioId: row.portfolioId,
    Status: 'COMPLETED',
    ShareDetails: { SuccessfulShares: [row.recipient], ShareErrors: [] },
  };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListPortfolioAccess.html */
export function listPortfolioAccess(input: ListPortfolioAccessInput, actor: Actor): ListPortfolioAccessOutput {
  if (input.OrganizationParentId !== undefined) throw organizationAccessDisabled();
  const portfolio = ownPortfolio(actor, input.PortfolioId, 'ListPortfolioAccess');
  const { items, next } = tablePage(actor.db, shares, [actor.region, portfolio.id], input);
  return { AccountIds: items.map(({ value }) => value.recipient), NextPageToken: next };
}

/** The refusal of everything that needs AWS Organizations, which the sandbox hasn't enabled. */
export function organizationAccessDisabled() {
  return invalidState('AWS Organizations access is not enabled for AWS Service Catalog.');
}

function principalSharingRefused() {
  return invalid('SharePrincipals is only supported for shares with an organization or an organizational unit.');
}

function shareWith({ db, region }: Actor, portfolioId: string, recipient: string): ShareRow {
  const row = db.get(shares, [region, portfolioId, recipient]);
  if (!row) throw notFound(`Portfolio ${portfolioId} is not shared with account ${recipient}.`);
  return row;
}

/** The account that a share names. */
function recipientOf(input: { readonly AccountId?: string; readonly OrganizationNode?: OrganizationNode }): string {
  const { AccountId: accountId, OrganizationNode: node } = input;
  if ((accountId === undefined) === (node === undefined)) {
    throw invalid('Exactly one of AccountId and OrganizationNode must be specified.');
  }
  if (node) throw organizationAccessDisabled();
  return accountId ?? '';
}
