import type { RecordDetail, RecordStatus } from '@aws-sdk/client-service-catalog';
import { pageOf, pageOfRows } from '../../../kernel/page';
import type { Store } from '../../../store/store';
import { findStack } from '../../cloudformation';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { once } from '../idempotency';
import { newId } from '../ids';
import { pageRequest } from '../page-request';
import { invalid, notFound } from '../refusals';
import { accessLevel } from './access-level';
import {
  type Launched,
  type ProvisionedProductRow,
  provisionedProducts,
  type RecordRow,
  type RecordType,
  recordHistory,
  records,
  recordsOfProvisionedProduct,
} from './state';

/** A record of a request that begins now. */
export function newRecord(
  call: CatalogCall,
  type: RecordType,
  provisionedProduct: Pick<ProvisionedProductRow, 'id' | 'name'>,
  launched: Launched,
  more: Pick<RecordRow, 'ignoreErrors' | 'planId'> = {},
): RecordRow {
  const { accountId, region, now, caller } = call;
  return {
    id: newId('rec'),
    accountId,
    region,
    type,
    status: 'CREATED',
    created: now,
    updated: now,
    provisionedProductId: provisionedProduct.id,
    provisionedProductName: provisionedProduct.name,
    launched,
    errors: [],
    outputs: [],
    userArn: caller.roleArn ?? caller.arn,
    userArnSession: caller.arn,
    ...more,
  };
}

/** A record as AWS answers it: while its stack is under way, the status is the stack's. */
export function recordDetail(db: Store, row: RecordRow): RecordDetail {
  const { productId, artifactId, pathId, tags, launchRoleArn } = row.launched;
  return {
    RecordId: row.id,
    ProvisionedProductName: row.provisionedProductName,
    Status: liveStatus(db, row),
    CreatedTime: row.created,
    UpdatedTime: row.updated,
    ProvisionedProductType: 'CFN_STACK',
    RecordType: row.type,
    ProvisionedProductId: row.provisionedProductId,
    ProductId: productId,
    ProvisioningArtifactId: artifactId,
    PathId: pathId,
    RecordErrors: [...row.errors],
    RecordTags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    LaunchRoleArn: launchRoleArn,
  };
}

/**
 * Answers a request that makes a record: a new one as CREATED, whatever has become of it already; a repeated one, by its
 * token, as the first one's record stands.
 */
export function answerRecord<I extends object>(
  call: CatalogCall,
  operation: string,
  input: I,
  tokenMember: keyof I & string,
  run: () => RecordRow,
): { readonly RecordDetail?: RecordDetail } {
  const { db, accountId, region } = call;
  let made = false;
  const id = once(call, operation, input, tokenMember, () => {
    made = true;
    return run().id;
  });
  const record = db.get(records, [accountId, region, id]);
  if (!record) return {};
  const detail = recordDetail(db, record);
  return { RecordDetail: made ? { ...detail, Status: 'CREATED', RecordErrors: [] } : detail };
}

/** Operations on records. */
export const recordOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeRecord.html */
  DescribeRecord(input, call) {
    const { db, accountId, region } = call;
    const row = db.get(records, [accountId, region, input.Id ?? '']);
    if (!row) throw notFound(`Record ${input.Id} not found.`);
    const { items, next } = pageOf(
      row.outputs,
      ({ OutputKey = '' }) => OutputKey,
      pageRequest(input, 'DescribeRecord'),
    );
    return { RecordDetail: recordDetail(db, row), RecordOutputs: items, NextPageToken: next };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListRecordHistory.html: newest first. */
  ListRecordHistory(input, call) {
    const { db, accountId, region } = call;
    const { Key: key, Value: value = '' } = input.SearchFilter ?? {};
    if (key !== undefined && key !== 'product' && key !== 'provisionedproduct') {
      throw invalid(`Invalid search filter key ${key}: it must be product or provisionedproduct.`);
    }
    const [table, prefix] =
      key === 'provisionedproduct'
        ? [recordsOfProvisionedProduct, [accountId, region, value]]
        : [recordHistory, [accountId, region]];
    const level = accessLevel(call, input.AccessLevelFilter, 'User');
    const rowAt = (rowKey: readonly (string | number)[]) => db.get(records, [accountId, region, `${rowKey.at(-1)}`]);
    const page = { ...pageRequest(input, 'ListRecordHistory'), reverse: true };
    const { items, next } = pageOfRows(db, table, prefix, page, (row) => {
      const record = rowAt(row.key);
      return record !== undefined && level(record) && (key !== 'product' || record.launched.productId === value);
    });
    const rows = items.flatMap((item) => rowAt(item.key) ?? []);
    return { RecordDetails: rows.map((row) => recordDetail(db, row)), NextPageToken: next };
  },
} satisfies CatalogOperations;

function liveStatus(db: Store, row: RecordRow): RecordStatus {
  if (row.status !== 'CREATED') return row.status;
  const { accountId, region, provisionedProductId } = row;
  const stackId = db.get(provisionedProducts, [accountId, region, provisionedProductId])?.stackId;
  const stack = stackId === undefined ? undefined : findStack(db, row, stackId);
  if (!stack?.status.endsWith('_IN_PROGRESS')) return 'IN_PROGRESS';
  return stack.status.includes('ROLLBACK') ? 'IN_PROGRESS_IN_ERROR' : 'IN_PROGRESS';
}
