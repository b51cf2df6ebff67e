import type {
  AcceptPortfolioShareInput,
  AcceptPortfolioShareOutput,
  ListAcceptedPortfolioSharesInput,
  ListAcceptedPortfolioSharesOutput,
  PortfolioShareType,
  RejectPortfolioShareInput,
  RejectPortfolioShareOutput,
} from '@aws-sdk/client-service-catalog';
import { portfolioPage } from './portfolios';
import { notFound } from './refusals';
import { endShare, organizationAccessDisabled } from './shares';
import { type Actor, portfolios, shares, sharesOfRecipient } from './state';

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AcceptPortfolioShare.html: again is no error. */
export function acceptShare(input: AcceptPortfolioShareInput, actor: Actor): AcceptPortfolioShareOutput {
  const { db, accountId, region } = actor;
  const portfolioId = offeredShare(actor, input);
  const row = db.get(shares, [region, portfolioId, accountId]);
  if (row) db.put(shares, [region, portfolioId, accountId], { ...row, accepted: true });
  db.put(sharesOfRecipient, [accountId, region, portfolioId], true);
  return {};
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_RejectPortfolioShare.html */
export function rejectShare(input: RejectPortfolioShareInput, actor: Actor): RejectPortfolioShareOutput {
  endShare(actor, offeredShare(actor, input), actor.accountId);
  return {};
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListAcceptedPortfolioShares.html */
export function listAcceptedShares(
  input: ListAcceptedPortfolioSharesInput,
  actor: Actor,
): ListAcceptedPortfolioSharesOutput {
  const { db, accountId, region } = actor;
  refuseOrganizations(input.PortfolioShareType);
  const imported = db
    .list(sharesOfRecipient, [accountId, region])
    .filter(({ value: accepted }) => accepted)
    .flatMap(({ key }) => db.get(portfolios, [region, String(key[2])]) ?? []);
  return portfolioPage(imported, input, region);
}

function offeredShare(
  { db, accountId, region }: Actor,
  input: { readonly PortfolioId?: string; readonly PortfolioShareType?: PortfolioShareType },
): string {
  refuseOrganizations(input.PortfolioShareType);
  const portfolioId = input.PortfolioId ?? '';
  if (db.get(sharesOfRecipient, [accountId, region, portfolioId]) === undefined) {
    throw notFound(`Portfolio ${portfolioId} not found.`);
  }
  return portfolioId;
}

function refuseOrganizations(type: PortfolioShareType | undefined): void {
  if (type === 'AWS_ORGANIZATIONS') throw organizationAccessDisabled();
}
