import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import { pageOf } from '../../../kernel/page';
import { artifacts, products } from '../catalog/state';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { pageRequest } from '../page-request';
import { invalid } from '../refusals';
import { tagList } from '../tags';
import { accessLevel } from './access-level';
import { provisionedProductDetail } from './provisioned-products';
import { type ProvisionedProductRow, provisionedProductNames, provisionedProducts } from './state';

/** Operation that searches provisioned products. */
export const provisionedProductSearchOperations = {
  /**
   * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_SearchProvisionedProducts.html: every query must hold. A query
   * by whole name or id reads one row.
   */
  SearchProvisionedProducts(input, call) {
    const queries = (input.Filters?.SearchQuery ?? []).map(parseQuery);
    const level = accessLevel(call, input.AccessLevelFilter, 'Account');
    const sortBy = input.SortBy ?? 'id';
    if (!isSortField(sortBy)) throw invalid(`Invalid SortBy ${sortBy}: it must be one of ${SORT_FIELDS.join(', ')}.`);
    const found = candidates(call, queries)
      .filter(level)
      .map((row) => attributes(call, row))
      .filter((found) => queries.every((query) => holds(query, found)));
    const { items, next } = pageOf(found, (found) => `${fieldsOf(found)[sortBy]} ${found.Id}`, {
      ...pageRequest(input, 'SearchProvisionedProducts'),
      reverse: input.SortOrder === 'DESCENDING',
    });
    return { ProvisionedProducts: items, TotalResultsCount: found.length, NextPageToken: next };
  },
} satisfies CatalogOperations;

const SORT_FIELDS = ['arn', 'id', 'name', 'lastRecordId'] as const;

function isSortField(name: string): name is (typeof SORT_FIELDS)[number] {
  return SORT_FIELDS.some((field) => field === name);
}

/** `field:value`, or a text that any field may hold. */
interface Query {
  readonly field?: Field;
  readonly text: string;
}

type Fields = ReturnType<typeof fieldsOf>;
type Field = keyof Fields;

/** Fields that a provisioned product is searched by. */
function fieldsOf(found: ProvisionedProductAttribute) {
  return {
    arn: found.Arn,
    createdTime: found.CreatedTime?.toISOString(),
    id: found.Id,
    lastRecordId: found.LastRecordId,
    idempotencyToken: found.IdempotencyToken,
    name: found.Name,
    physicalId: found.PhysicalId,
    productId: found.ProductId,
    provisioningArtifactId: found.ProvisioningArtifactId,
    type: found.Type,
    status: found.Status,
    tags: found.Tags?.map(({ Key, Value }) => `${Key}=${Value}`).join(' '),
    userArn: found.UserArn,
    userArnSession: found.UserArnSession,
    lastProvisioningRecordId: found.LastProvisioningRecordId,
    lastSuccessfulProvisioningRecordId: found.LastSuccessfulProvisioningRecordId,
    productName: found.ProductName,
    provisioningArtifactName: found.ProvisioningArtifactName,
  };
}

function parseQuery(query: string): Query {
  const [, name = '', text = ''] = /^(\w+):(.*)$/s.exec(query) ?? [];
  const field = Object.keys(fieldsOf({})).find((key) => key === name) as Field | undefined;
  if (name && !field) throw invalid(`Invalid search field ${name} in the search query ${query}.`);
  return field ? { field, text: unquoted(text) } : { text: unquoted(query) };
}

function unquoted(text: string): string {
  return /^"(.*)"$/s.exec(text)?.[1] ?? text;
}

/** A field matches as a whole, with `*` for any characters; without a field, a part of any does. Case means nothing. */
function holds({ field, text }: Query, found: ProvisionedProductAttribute): boolean {
  const values = fieldsOf(found);
  const wanted = text.toLowerCase();
  if (!field) return Object.values(values).some((value) => value?.toLowerCase().includes(wanted));
  const value = values[field]?.toLowerCase() ?? '';
  if (field === 'tags') return value.split(' ').some((tag) => tag === wanted || tag.split('=').includes(wanted));
  return wanted.includes('*') ? wildcard(wanted).test(value) : value === wanted;
}

function wildcard(text: string): RegExp {
  return new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );
}

function candidates({ db, accountId, region }: CatalogCall, queries: readonly Query[]): ProvisionedProductRow[] {
  const scope = [accountId, region];
  const exact = queries.filter(({ text }) => !text.includes('*'));
  const id = exact.find(({ field }) => field === 'id')?.text;
  const name = exact.find(({ field }) => field === 'name')?.text;
  if (id === undefined && name === undefined) return db.list(provisionedProducts, scope).map(({ value }) => value);
  const known = id ?? db.get(provisionedProductNames, [...scope, name ?? '']);
  const row = known === undefined ? undefined : db.get(provisionedProducts, [...scope, known]);
  return row ? [row] : [];
}

function attributes({ db, region }: CatalogCall, row: ProvisionedProductRow): ProvisionedProductAttribute {
  const { LaunchRoleArn: _, ...detail } = provisionedProductDetail(row);
  return {
    ...detail,
    Tags: tagList(row.tags),
    PhysicalId: row.stackId,
    ProductName: db.get(products, [region, row.productId])?.name,
    ProvisioningArtifactName: db.get(artifacts, [region, row.productId, row.artifactId])?.name,
    UserArn: row.userArn,
    UserArnSession: row.userArnSession,
  };
}
