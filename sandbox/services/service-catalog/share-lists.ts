import type {
  DescribePortfolioSharesInput,
  DescribePortfolioSharesOutput,
  DescribePortfolioShareType,
  ListOrganizationPortfolioAccessInput,
  ListOrganizationPortfolioAccessOutput,
  ListPortfolioAccessInput,
  ListPortfolioAccessOutput,
  OrganizationNodeType,
} from '@aws-sdk/client-service-catalog';
import { pageOfRows } from '../../kernel/page';
import { ownPortfolio } from './access';
import { nodeId } from './node-shares';
import { administeredOrganization } from './organization-access';
import { pageRequest } from './page-request';
import { notFound } from './refusals';
import { type Actor, nodeShares, recipientsOfNodeShare, shares } from './state';

/** The organization's nodes as DescribePortfolioShares names them. */
const NODE_TYPES: Partial<Record<DescribePortfolioShareType, OrganizationNodeType>> = {
  ORGANIZATION: 'ORGANIZATION',
  ORGANIZATIONAL_UNIT: 'ORGANIZATIONAL_UNIT',
  ORGANIZATION_MEMBER_ACCOUNT: 'ACCOUNT',
};

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribePortfolioShares.html */
export function describeShares(input: DescribePortfolioSharesInput, actor: Actor): DescribePortfolioSharesOutput {
  const portfolio = ownPortfolio(actor, input.PortfolioId, 'DescribePortfolioShares');
  const scope = [actor.region, portfolio.id];
  const type = input.Type && NODE_TYPES[input.Type];
  const page = pageRequest(input, `DescribePortfolioShares ${input.Type}`);
  if (type === undefined) {
    const { items, next } = pageOfRows(actor.db, shares, scope, page);
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
  const { items, next } = pageOfRows(actor.db, nodeShares, scope, page, ({ value }) => value.type === type);
  return {
    PortfolioShareDetails: items.map(({ value }) => ({
      PrincipalId: value.node,
      Type: input.Type,
      Accepted: true,
      ShareTagOptions: value.shareTagOptions,
      SharePrincipals: value.sharePrincipals,
    })),
    NextPageToken: next,
  };
}

/**
 * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListPortfolioAccess.html: the accounts that it is shared with one
 * by one, or those that a share with a node of the organization has reached.
 */
export function listPortfolioAccess(input: ListPortfolioAccessInput, actor: Actor): ListPortfolioAccessOutput {
  const portfolio = ownPortfolio(actor, input.PortfolioId, 'ListPortfolioAccess');
  const page = pageRequest(input, 'ListPortfolioAccess');
  if (input.OrganizationParentId === undefined) {
    const { items, next } = pageOfRows(actor.db, shares, [actor.region, portfolio.id], page);
    return { AccountIds: items.map(({ value }) => value.recipient), NextPageToken: next };
  }
  administeredOrganization(actor);
  const node = nodeId(input.OrganizationParentId);
  const scope = [actor.region, portfolio.id, node];
  if (!actor.db.get(nodeShares, scope)) {
    throw notFound(`Portfolio ${portfolio.id} is not shared with organization node ${node}.`);
  }
  const { items, next } = pageOfRows(actor.db, recipientsOfNodeShare, scope, page);
  return { AccountIds: items.map(({ key }) => String(key[3])), NextPageToken: next };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListOrganizationPortfolioAccess.html */
export function listOrganizationPortfolioAccess(
  input: ListOrganizationPortfolioAccessInput,
  actor: Actor,
): ListOrganizationPortfolioAccessOutput {
  const portfolio = ownPortfolio(actor, input.PortfolioId, 'ListOrganizationPortfolioAccess');
  administeredOrganization(actor);
  const { items, next } = pageOfRows(
    actor.db,
    nodeShares,
    [actor.region, portfolio.id],
    pageRequest(input, 'ListOrganizationPortfolioAccess'),
    ({ value }) => value.type === input.OrganizationNodeType,
  );
  return {
    OrganizationNodes: items.map(({ value }) => ({ Type: value.type, Value: value.node })),
    NextPageToken: next,
  };
}
