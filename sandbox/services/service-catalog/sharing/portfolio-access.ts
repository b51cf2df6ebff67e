import type { DescribePortfolioShareType, OrganizationNodeType } from '@aws-sdk/client-service-catalog';
import { pageOfRows } from '../../../kernel/page';
import { ownPortfolio } from '../access';
import type { CatalogOperations } from '../catalog-call';
import { pageRequest } from '../page-request';
import { notFound } from '../refusals';
import { nodeId } from './organization-node-shares';
import { administeredOrganization } from './organizations-access';
import { nodeShares, recipientsOfNodeShare, shares } from './state';

/** The organization's nodes as DescribePortfolioShares names them. */
const NODE_TYPES: Partial<Record<DescribePortfolioShareType, OrganizationNodeType>> = {
  ORGANIZATION: 'ORGANIZATION',
  ORGANIZATIONAL_UNIT: 'ORGANIZATIONAL_UNIT',
  ORGANIZATION_MEMBER_ACCOUNT: 'ACCOUNT',
};

/** Operations that show with whom a portfolio is shared. */
export const portfolioAccessOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribePortfolioShares.html */
  DescribePortfolioShares(input, call) {
    const portfolio = ownPortfolio(call, input.PortfolioId, 'DescribePortfolioShares');
    const scope = [call.region, portfolio.id];
    const type = input.Type && NODE_TYPES[input.Type];
    const page = pageRequest(input, `DescribePortfolioShares ${input.Type}`);
    if (type === undefined) {
      const { items, next } = pageOfRows(call.db, shares, scope, page);
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
    const { items, next } = pageOfRows(call.db, nodeShares, scope, page, ({ value }) => value.type === type);
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
  },

  /**
   * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListPortfolioAccess.html: the accounts that it is shared with one
   * by one, or those that a share with a node of the organization has reached.
   */
  ListPortfolioAccess(input, call) {
    const portfolio = ownPortfolio(call, input.PortfolioId, 'ListPortfolioAccess');
    const page = pageRequest(input, 'ListPortfolioAccess');
    if (input.OrganizationParentId === undefined) {
      const { items, next } = pageOfRows(call.db, shares, [call.region, portfolio.id], page);
      return { AccountIds: items.map(({ value }) => value.recipient), NextPageToken: next };
    }
    administeredOrganization(call);
    const node = nodeId(input.OrganizationParentId);
    const scope = [call.region, portfolio.id, node];
    if (!call.db.get(nodeShares, scope)) {
      throw notFound(`Portfolio ${portfolio.id} is not shared with organization node ${node}.`);
    }
    const { items, next } = pageOfRows(call.db, recipientsOfNodeShare, scope, page);
    return { AccountIds: items.map(({ key }) => String(key[3])), NextPageToken: next };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListOrganizationPortfolioAccess.html */
  ListOrganizationPortfolioAccess(input, call) {
    const portfolio = ownPortfolio(call, input.PortfolioId, 'ListOrganizationPortfolioAccess');
    administeredOrganization(call);
    const { items, next } = pageOfRows(
      call.db,
      nodeShares,
      [call.region, portfolio.id],
      pageRequest(input, 'ListOrganizationPortfolioAccess'),
      ({ value }) => value.type === input.OrganizationNodeType,
    );
    return {
      OrganizationNodes: items.map(({ value }) => ({ Type: value.type, Value: value.node })),
      NextPageToken: next,
    };
  },
} satisfies CatalogOperations;
