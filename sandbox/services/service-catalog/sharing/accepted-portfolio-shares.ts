import type { PortfolioShareType } from '@aws-sdk/client-service-catalog';
import { portfoliosByOrganization } from '../access';
import { portfolioPage } from '../catalog/portfolios';
import { portfolios } from '../catalog/state';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { pageRequest } from '../page-request';
import { notFound } from '../refusals';
import { endShare, forgetUnlessSeen } from './share-recipients';
import { nodeSharesOfRecipient, shares, sharesOfRecipient } from './state';

interface ReceivedShare {
  readonly PortfolioId?: string;
  readonly PortfolioShareType?: PortfolioShareType;
}

/** Operations on the portfolio shares that an account receives. */
export const acceptedPortfolioShareOperations = {
  /**
   * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AcceptPortfolioShare.html: again is no error. What comes through
   * the organization is accepted from the start, so accepting it only takes a rejection back.
   */
  AcceptPortfolioShare(input, call) {
    const { db, accountId, region } = call;
    const portfolioId = offeredShare(call, input);
    if (input.PortfolioShareType === 'AWS_ORGANIZATIONS') {
      answerNodeShares(call, portfolioId, true);
      return {};
    }
    const row = db.get(shares, [region, portfolioId, accountId]);
    if (row) db.put(shares, [region, portfolioId, accountId], { ...row, accepted: true });
    db.put(sharesOfRecipient, [accountId, region, portfolioId], true);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_RejectPortfolioShare.html */
  RejectPortfolioShare(input, call) {
    const portfolioId = offeredShare(call, input);
    if (input.PortfolioShareType === 'AWS_ORGANIZATIONS') {
      answerNodeShares(call, portfolioId, false);
      forgetUnlessSeen(call, portfolioId, call.accountId);
    } else {
      endShare(call, portfolioId, call.accountId);
    }
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListAcceptedPortfolioShares.html */
  ListAcceptedPortfolioShares(input, call) {
    const rows = acceptedIds(call, input.PortfolioShareType).flatMap(
      (id) => call.db.get(portfolios, [call.region, id]) ?? [],
    );
    return portfolioPage(rows, call.region, pageRequest(input, 'ListAcceptedPortfolioShares'));
  },
} satisfies CatalogOperations;

function acceptedIds(call: CatalogCall, type: PortfolioShareType = 'IMPORTED'): string[] {
  switch (type) {
    case 'IMPORTED': {
      const rows = call.db.list(sharesOfRecipient, [call.accountId, call.region]);
      return rows.filter(({ value: accepted }) => accepted).map(({ key }) => String(key[2]));
    }
    case 'AWS_ORGANIZATIONS':
      return portfoliosByOrganization(call);
    // AWS's own getting-started portfolios: deprecated, and none are here.
    case 'AWS_SERVICECATALOG':
      return [];
  }
}

/** The portfolio that is offered in the way that the request names; `AWS_SERVICECATALOG` is never found. */
function offeredShare(
  { db, accountId, region }: CatalogCall,
  { PortfolioId: portfolioId = '', PortfolioShareType: type = 'IMPORTED' }: ReceivedShare,
): string {
  const offered =
    type === 'IMPORTED'
      ? db.get(sharesOfRecipient, [accountId, region, portfolioId]) !== undefined
      : type === 'AWS_ORGANIZATIONS' && db.count(nodeSharesOfRecipient, [accountId, region, portfolioId]) > 0;
  if (!offered) throw notFound(`Portfolio ${portfolioId} not found.`);
  return portfolioId;
}

function answerNodeShares({ db, accountId, region }: CatalogCall, portfolioId: string, accepted: boolean): void {
  for (const { key } of db.list(nodeSharesOfRecipient, [accountId, region, portfolioId])) {
    db.put(nodeSharesOfRecipient, key, accepted);
  }
}
