import type { TagOptionDetail } from '@aws-sdk/client-service-catalog';
import { pageOf } from '../../../kernel/page';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { newId } from '../ids';
import { pageRequest } from '../page-request';
import { quotas } from '../quotas';
import { duplicate, inUse, limitExceeded, notFound } from '../refusals';
import { resourcesOfTagOption, type TagOptionRow, tagOptions, tagOptionsByValue } from './state';

/** A TagOption as AWS answers it. */
export function tagOptionDetail(row: TagOptionRow): TagOptionDetail {
  return { Key: row.key, Value: row.value, Active: row.active, Id: row.id, Owner: row.accountId };
}

/**
 * A TagOption of the account.
 *
 * @throws AwsError `ResourceNotFoundException`.
 */
export function ownTagOption(call: CatalogCall, id: string | undefined): TagOptionRow {
  const row = call.db.get(tagOptions, [call.accountId, call.region, id ?? '']);
  if (!row) throw notFound(`TagOption ${id} not found.`);
  return row;
}

/** Operations on TagOptions. */
export const tagOptionOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateTagOption.html */
  CreateTagOption(input, call) {
    const { db, accountId, region } = call;
    const { Key: key = '', Value: value = '' } = input;
    refuseDuplicate(call, key, value);
    const limit = quotas.valuesPerTagOptionKey;
    if (db.count(tagOptionsByValue, [accountId, region, key]) >= limit) {
      throw limitExceeded('values per TagOption key', limit);
    }
    const row: TagOptionRow = { id: newId('tag'), accountId, key, value, active: true };
    put(call, row);
    return { TagOptionDetail: tagOptionDetail(row) };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateTagOption.html */
  UpdateTagOption(input, call) {
    const before = ownTagOption(call, input.Id);
    const row: TagOptionRow = { ...before, value: input.Value ?? before.value, active: input.Active ?? before.active };
    if (row.value !== before.value) {
      refuseDuplicate(call, row.key, row.value);
      call.db.remove(tagOptionsByValue, [call.accountId, call.region, before.key, before.value]);
    }
    put(call, row);
    return { TagOptionDetail: tagOptionDetail(row) };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeleteTagOption.html */
  DeleteTagOption(input, call) {
    const { db, accountId, region } = call;
    const { id, key, value } = ownTagOption(call, input.Id);
    if (db.count(resourcesOfTagOption, [region, id]) > 0) {
      throw inUse(`TagOption ${id} is still associated with a product or portfolio.`);
    }
    db.remove(tagOptions, [accountId, region, id]);
    db.remove(tagOptionsByValue, [accountId, region, key, value]);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeTagOption.html */
  DescribeTagOption(input, call) {
    return { TagOptionDetail: tagOptionDetail(ownTagOption(call, input.Id)) };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListTagOptions.html */
  ListTagOptions(input, call) {
    const { Key: key, Value: value, Active: active } = input.Filters ?? {};
    const rows = call.db
      .list(tagOptions, [call.accountId, call.region])
      .map((row) => row.value)
      .filter((row) => key === undefined || row.key === key)
      .filter((row) => value === undefined || row.value === value)
      .filter((row) => active === undefined || row.active === active);
    const { items, next } = pageOf(rows, (row) => `${row.key} ${row.value}`, pageRequest(input, 'ListTagOptions'));
    return { TagOptionDetails: items.map(tagOptionDetail), PageToken: next };
  },
} satisfies CatalogOperations;

function put({ db, accountId, region }: CatalogCall, row: TagOptionRow): void {
  db.put(tagOptions, [accountId, region, row.id], row);
  db.put(tagOptionsByValue, [accountId, region, row.key, row.value], row.id);
}

function refuseDuplicate({ db, accountId, region }: CatalogCall, key: string, value: string): void {
  if (db.get(tagOptionsByValue, [accountId, region, key, value]) !== undefined) {
    throw duplicate(`TagOption with key ${key} and value ${value} already exists.`);
  }
}
