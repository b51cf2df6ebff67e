import type { PortfolioDetail } from '@aws-sdk/client-service-catalog';
import { type PageRequest, pageOf } from '../../../kernel/page';
import { ownPortfolio, portfoliosWith, visiblePortfolio, visibleProduct } from '../access';
import type { CatalogOperations } from '../catalog-call';
import { once } from '../idempotency';
import { catalogArn, newId } from '../ids';
import { pageRequest } from '../page-request';
import { quotas } from '../quotas';
import { inUse, limitExceeded } from '../refusals';
import { nodeShares, shares } from '../sharing/state';
import { changedTags, limitedTags, tagList, tagsOf } from '../tags';
import {
  constraints,
  type PortfolioRow,
  portfolios,
  portfoliosOfAccount,
  principals,
  productsOfPortfolio,
} from './state';
import { dropTagOptions, tagOptionsOf } from './tag-option-associations';

/** A portfolio as AWS answers it. */
export function portfolioDetail(region: string, row: PortfolioRow): PortfolioDetail {
  return {
    Id: row.id,
    ARN: catalogArn(region, row.accountId, 'portfolio', row.id),
    DisplayName: row.displayName,
    Description: row.description,
    CreatedTime: row.created,
    ProviderName: row.providerName,
  };
}

/** Operations on portfolios. */
export const portfolioOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreatePortfolio.html */
  CreatePortfolio(input, call) {
    return once(call, 'CreatePortfolio', input, 'IdempotencyToken', () => {
      const { db, accountId, region } = call;
      const limit = quotas.portfoliosPerRegion;
      if (db.count(portfoliosOfAccount, [accountId, region]) >= limit)
        throw limitExceeded('portfolios per region', limit);
      const row: PortfolioRow = {
        id: newId('port'),
        accountId,
        displayName: input.DisplayName ?? '',
        description: input.Description,
        providerName: input.ProviderName ?? '',
        created: call.now,
        tags: limitedTags(tagsOf(input.Tags)),
      };
      db.put(portfolios, [region, row.id], row);
      db.put(portfoliosOfAccount, [accountId, region, row.id], true);
      return { PortfolioDetail: portfolioDetail(region, row), Tags: tagList(row.tags) };
    });
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdatePortfolio.html */
  UpdatePortfolio(input, call) {
    const before = ownPortfolio(call, input.Id, 'UpdatePortfolio');
    const row: PortfolioRow = {
      ...before,
      displayName: input.DisplayName ?? before.displayName,
      description: input.Description ?? before.description,
      providerName: input.ProviderName ?? before.providerName,
      tags: changedTags(before.tags, input.AddTags, input.RemoveTags),
    };
    call.db.put(portfolios, [call.region, row.id], row);
    return { PortfolioDetail: portfolioDetail(call.region, row), Tags: tagList(row.tags) };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeletePortfolio.html */
  DeletePortfolio(input, call) {
    const { db, region } = call;
    const { id, accountId } = ownPortfolio(call, input.Id, 'DeletePortfolio');
    // AWS names the kind of what is left: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2430
    const users = [
      ['Products', productsOfPortfolio],
      ['Constraints', constraints],
      ['Principals', principals],
      ['Shares', shares],
      ['Shares', nodeShares],
    ] as const;
    for (const [kind, table] of users) {
      if (db.count<unknown>(table, [region, id]) > 0) throw inUse(`Portfolio ${id} still has associated ${kind}`);
    }
    dropTagOptions(call, id);
    db.remove(portfolios, [region, id]);
    db.remove(portfoliosOfAccount, [accountId, region, id]);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribePortfolio.html */
  DescribePortfolio(input, call) {
    const row = visiblePortfolio(call, input.Id);
    return {
      PortfolioDetail: portfolioDetail(call.region, row),
      Tags: tagList(row.tags),
      TagOptions: tagOptionsOf(call, row.id, row),
      Budgets: [],
    };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListPortfolios.html: the account's own, not imported ones. */
  ListPortfolios(input, call) {
    const { db, accountId, region } = call;
    const own = db
      .list(portfoliosOfAccount, [accountId, region])
      .flatMap(({ key }) => db.get(portfolios, [region, String(key[2])]) ?? []);
    return portfolioPage(own, region, pageRequest(input, 'ListPortfolios'));
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListPortfoliosForProduct.html */
  ListPortfoliosForProduct(input, call) {
    const product = visibleProduct(call, input.ProductId);
    const own = portfoliosWith(call, product.id).filter(({ accountId }) => accountId === call.accountId);
    return portfolioPage(own, call.region, pageRequest(input, 'ListPortfoliosForProduct'));
  },
} satisfies CatalogOperations;

/** Page of portfolios, in the order they were made. */
export function portfolioPage(
  rows: readonly PortfolioRow[],
  region: string,
  request: PageRequest,
): { PortfolioDetails: PortfolioDetail[]; NextPageToken?: string } {
  const { items, next } = pageOf(rows, ({ created, id }) => `${created.toISOString()} ${id}`, request);
  return { PortfolioDetails: items.map((row) => portfolioDetail(region, row)), NextPageToken: next };
}
