import type {
  AcceptPortfolioShareInput,
  AcceptPortfolioShareOutput,
  ListAcceptedPortfolioSharesInput,
  ListAcceptedPortfolioSharesOutput,
  PortfolioShareType,
  RejectPortfolioShareInput,
  RejectPortfolioShareOutput,
} from '@aws-sdk/client-service-catalog';
import { portfoliosByOrganization } from './access';
import { pageRequest } from './page-request';
import { portfolioPage } from './portfolios';
import { notFound } from './refusals';
import { endShare, forgetUnlessSeen } from './share-recipients';
import { type Actor, nodeSharesOfRecipient, portfolios, shares, sharesOfRecipient } from './state';

interface ReceivedShare {
  readonly PortfolioId?: string;
  readonly PortfolioShareType?: PortfolioShareType;
}

/**
 * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AcceptPortfolioShare.html: again is no error. What comes through
 * the organization is accepted from the start, so accepting it only takes a rejection back.
 */
export function acceptShare(input: AcceptPortfolioShareInput, actor: Actor): AcceptPortfolioShareOutput {
  const { db, accountId, region } = actor;
  const portfolioId = offeredShare(actor, input);
  if (input.PortfolioShareType === 'AWS_ORGANIZATIONS') {
    answerNodeShares(actor, portfolioId, true);
    return {};
  }
  const row = db.get(shares, [region, portfolioId, accountId]);
  if (row) db.put(shares, [region, portfolioId, accountId], { ...row, accepted: true });
  db.put(sharesOfRecipient, [accountId, region, portfolioId], true);
  return {};
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_RejectPortfolioShare.html */
export function rejectShare(input: RejectPortfolioShareInput, actor: Actor): RejectPortfolioShareOutput {
  const portfolioId = offeredShare(actor, input);
  if (input.PortfolioShareType === 'AWS_ORGANIZATIONS') {
    answerNodeShares(actor, portfolioId, false);
    forgetUnlessSeen(actor, portfolioId, actor.accountId);
  } else {
    endShare(actor, portfolioId, actor.accountId);
  }
  return {};
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListAcceptedPortfolioShares.html */
export function listAcceptedShares(
  input: ListAcceptedPortfolioSharesInput,
  actor: Actor,
): ListAcceptedPortfolioSharesOutput {
  const rows = acceptedIds(actor, input.PortfolioShareType).flatMap(
    (id) => actor.db.get(portfolios, [actor.region, id]) ?? [],
  );
  return portfolioPage(rows, actor.region, pageRequest(input, 'ListAcceptedPortfolioShares'));
}

function acceptedIds(actor: Actor, type: PortfolioShareType = 'IMPORTED'): string[] {
  switch (type) {
    case 'IMPORTED': {
      const rows = actor.db.list(sharesOfRecipient, [actor.accountId, actor.region]);
      return rows.filter(({ value: accepted }) => accepted).map(({ key }) => String(key[2]));
    }
    case 'AWS_ORGANIZATIONS':
      return portfoliosByOrganization(actor);
    // AWS's own getting-started portfolios: deprecated, and none are here.
    case 'AWS_SERVICECATALOG':
      return [];
  }
}

/** The portfolio that is offered in the way that the request names; `AWS_SERVICECATALOG` is never found. */
function offeredShare(
  { db, accountId, region }: Actor,
  { PortfolioId: portfolioId = '', PortfolioShareType: type = 'IMPORTED' }: ReceivedShare,
): string {
  const offered =
    type === 'IMPORTED'
      ? db.get(sharesOfRecipient, [accountId, region, portfolioId]) !== undefined
      : type === 'AWS_ORGANIZATIONS' && db.count(nodeSharesOfRecipient, [accountId, region, portfolioId]) > 0;
  if (!offered) throw notFound(`Portfolio ${portfolioId} not found.`);
  return portfolioId;
}

function answerNodeShares({ db, accountId, region }: Actor, portfolioId: string, accepted: boolean): void {
  for (const { key } of db.list(nodeSharesOfRecipient, [accountId, region, portfolioId])) {
    db.put(nodeSharesOfRecipient, key, accepted);
  }
}
