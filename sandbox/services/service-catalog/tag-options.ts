import type {
  CreateTagOptionInput,
  CreateTagOptionOutput,
  DeleteTagOptionInput,
  DeleteTagOptionOutput,
  DescribeTagOptionInput,
  DescribeTagOptionOutput,
  ListTagOptionsInput,
  ListTagOptionsOutput,
  TagOptionDetail,
  UpdateTagOptionInput,
  UpdateTagOptionOutput,
} from '@aws-sdk/client-service-catalog';
import { pageOf } from '../../kernel/page';
import { newId } from './ids';
import { pageRequest } from './page-request';
import { quotas } from './quotas';
import { duplicate, inUse, limitExceeded, notFound } from './refusals';
import { type Actor, resourcesOfTagOption, type TagOptionRow, tagOptions, tagOptionsByValue } from './state';

/** A TagOption as AWS answers it. */
export function tagOptionDetail(row: TagOptionRow): TagOptionDetail {
  return { Key: row.key, Value: row.value, Active: row.active, Id: row.id, Owner: row.accountId };
}

/**
 * A TagOption of the account.
 *
 * @throws AwsError `ResourceNotFoundException`.
 */
export function ownTagOption(actor: Actor, id: string | undefined): TagOptionRow {
  const row = actor.db.get(tagOptions, [actor.accountId, actor.region, id ?? '']);
  if (!row) throw notFound(`TagOption ${id} not found.`);
  return row;
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateTagOption.html */
export function createTagOption(input: CreateTagOptionInput, actor: Actor): CreateTagOptionOutput {
  const { db, accountId, region } = actor;
  const { Key: key = '', Value: value = '' } = input;
  refuseDuplicate(actor, key, value);
  const limit = quotas.valuesPerTagOptionKey;
  if (db.count(tagOptionsByValue, [accountId, region, key]) >= limit) {
    throw limitExceeded('values per TagOption key', limit);
  }
  const row: TagOptionRow = { id: newId('tag'), accountId, key, value, active: true };
  put(actor, row);
  return { TagOptionDetail: tagOptionDetail(row) };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateTagOption.html */
export function updateTagOption(input: UpdateTagOptionInput, actor: Actor): UpdateTagOptionOutput {
  const before = ownTagOption(actor, input.Id);
  const row: TagOptionRow = { ...before, value: input.Value ?? before.value, active: input.Active ?? before.active };
  if (row.value !== before.value) {
    refuseDuplicate(actor, row.key, row.value);
    actor.db.remove(tagOptionsByValue, [actor.accountId, actor.region, before.key, before.value]);
  }
  put(actor, row);
  return { TagOptionDetail: tagOptionDetail(row) };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeleteTagOption.html */
export function deleteTagOption(input: DeleteTagOptionInput, actor: Actor): DeleteTagOptionOutput {
  const { db, accountId, region } = actor;
  const { id, key, value } = ownTagOption(actor, input.Id);
  if (db.count(resourcesOfTagOption, [region, id]) > 0) {
    throw inUse(`TagOption ${id} is still associated with a product or portfolio.`);
  }
  db.remove(tagOptions, [accountId, region, id]);
  db.remove(tagOptionsByValue, [accountId, region, key, value]);
  return {};
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeTagOption.html */
export function describeTagOption(input: DescribeTagOptionInput, actor: Actor): DescribeTagOptionOutput {
  return { TagOptionDetail: tagOptionDetail(ownTagOption(actor, input.Id)) };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListTagOptions.html */
export function listTagOptions(input: ListTagOptionsInput, actor: Actor): ListTagOptionsOutput {
  const { Key: key, Value: value, Active: active } = input.Filters ?? {};
  const rows = actor.db
    .list(tagOptions, [actor.accountId, actor.region])
    .map((row) => row.value)
    .filter((row) => key === undefined || row.key === key)
    .filter((row) => value === undefined || row.value === value)
    .filter((row) => active === undefined || row.active === active);
  const { items, next } = pageOf(rows, (row) => `${row.key} ${row.value}`, pageRequest(input, 'ListTagOptions'));
  return { TagOptionDetails: items.map(tagOptionDetail), PageToken: next };
}

function put({ db, accountId, region }: Actor, row: TagOptionRow): void {
  db.put(tagOptions, [accountId, region, row.id], row);
  db.put(tagOptionsByValue, [accountId, region, row.key, row.value], row.id);
}

function refuseDuplicate({ db, accountId, region }: Actor, key: string, value: string): void {
  if (db.get(tagOptionsByValue, [accountId, region, key, value]) !== undefined) {
    throw duplicate(`TagOption with key ${key} and value ${value} already exists.`);
  }
}
