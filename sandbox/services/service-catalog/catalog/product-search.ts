import type {
  ProductViewAggregationValue,
  ProductViewFilterBy,
  ProductViewSortBy,
  SortOrder,
} from '@aws-sdk/client-service-catalog';
import { type Page, pageOf } from '../../../kernel/page';
import { portfoliosByOrganization, visiblePortfolio } from '../access';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { isPrincipal } from '../launch/launch-paths';
import { pageRequest } from '../page-request';
import { sharesOfRecipient } from '../sharing/state';
import { productDetail, productSummary } from './products';
import {
  artifacts,
  type ProductRow,
  portfolios,
  portfoliosOfAccount,
  products,
  productsOfAccount,
  productsOfPortfolio,
} from './state';

/** Operations that search products. */
export const productSearchOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_SearchProducts.html: what the caller has a way to. */
  SearchProducts(input, call) {
    const found = launchableProducts(call).filter((row) => matches(row, input.Filters));
    const { items, next } = sortedPage(call, found, input, 'SearchProducts');
    return {
      ProductViewSummaries: items.map(productSummary),
      ProductViewAggregations: {
        Owner: counts(found.map(({ owner }) => owner)),
        ProductType: counts(found.map(({ type }) => type)),
      },
      NextPageToken: next,
    };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_SearchProductsAsAdmin.html */
  SearchProductsAsAdmin(input, call) {
    const { db, accountId, region } = call;
    const ids =
      input.PortfolioId === undefined
        ? db.list(productsOfAccount, [accountId, region]).map(({ key }) => String(key[2]))
        : productIdsOf(call, visiblePortfolio(call, input.PortfolioId).id);
    const found = rowsOf(call, ids)
      .filter((row) => input.ProductSource === undefined || row.accountId === accountId)
      .filter((row) => matches(row, input.Filters));
    const { items, next } = sortedPage(call, found, input, 'SearchProductsAsAdmin');
    return { ProductViewDetails: items.map((row) => productDetail(region, row)), NextPageToken: next };
  },
} satisfies CatalogOperations;

function launchableProducts(call: CatalogCall): ProductRow[] {
  const { db, accountId, region } = call;
  const { roleArn } = call.caller;
  const own = db.list(portfoliosOfAccount, [accountId, region]);
  const imported = db.list(sharesOfRecipient, [accountId, region]).filter(({ value: accepted }) => accepted);
  const seen = [...own, ...imported].map(({ key }) => String(key[2]));
  const ids = [...new Set([...seen, ...portfoliosByOrganization(call)])]
    .flatMap((id) => db.get(portfolios, [region, id]) ?? [])
    .filter((portfolio) => isPrincipal(call, portfolio, roleArn))
    .flatMap(({ id }) => productIdsOf(call, id));
  return rowsOf(call, new Set(ids));
}

function productIdsOf({ db, region }: CatalogCall, portfolioId: string): string[] {
  return db.list(productsOfPortfolio, [region, portfolioId]).map(({ key }) => String(key[2]));
}

function rowsOf({ db, region }: CatalogCall, ids: Iterable<string>): ProductRow[] {
  return [...ids].flatMap((id) => db.get(products, [region, id]) ?? []);
}

type Filters = Partial<Record<ProductViewFilterBy, string[]>>;

/** Each filter must hold; of a filter's values one must. Full text is looked for in every word that a product shows. */
function matches(row: ProductRow, filters: Filters = {}): boolean {
  const text = [row.id, row.name, row.owner, row.description, row.distributor, row.supportDescription, row.supportEmail]
    .join(' ')
    .toLowerCase();
  const holds: Record<ProductViewFilterBy, (value: string) => boolean> = {
    FullTextSearch: (value) => text.includes(value.toLowerCase()),
    Owner: (value) => row.owner === value,
    ProductType: (value) => row.type === value,
    SourceProductId: (value) => row.sourceProductId === value,
  };
  return (Object.entries(filters) as [ProductViewFilterBy, string[]][]).every(
    ([name, values]) => values.length === 0 || values.some(holds[name]),
  );
}

function sortedPage(
  call: CatalogCall,
  rows: readonly ProductRow[],
  request: {
    readonly SortBy?: ProductViewSortBy;
    readonly SortOrder?: SortOrder;
    readonly PageSize?: number;
    readonly PageToken?: string;
  },
  of: string,
): Page<ProductRow> {
  const versions = (row: ProductRow) => `${call.db.count(artifacts, [call.region, row.id])}`.padStart(4, '0');
  const keys: Record<ProductViewSortBy, (row: ProductRow) => string> = {
    Title: (row) => row.name,
    CreationDate: (row) => row.created.toISOString(),
    VersionCount: versions,
  };
  const key = keys[request.SortBy ?? 'CreationDate'];
  const reverse = request.SortOrder === 'DESCENDING';
  return pageOf(rows, (row) => `${key(row)} ${row.id}`, { ...pageRequest(request, of), reverse });
}

function counts(values: readonly string[]): ProductViewAggregationValue[] {
  return [...new Set(values)].map((Value) => ({
    Value,
    ApproximateCount: values.filter((value) => value === Value).length,
  }));
}
