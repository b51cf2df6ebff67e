import type { Work } from '../../../kernel/work';
import { defineTable } from '../../../store/store';
import {
  type LaunchScope,
  type ProvisionedProductRow,
  planOfProvisionedProduct,
  recordHistory,
  records,
  recordsOfProvisionedProduct,
} from './state';

/** Terminated products whose records stay, however long ago it was, by account and region. */
const KEPT = 50;

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListRecordHistory.html names none; CloudFormation shows a deleted stack for as long. */
const DAYS = 90;

/** Products whose records go with one that is terminated. */
const AT_ONCE = 4;

/** Terminated products by account, region, time in milliseconds and id. */
const terminated = defineTable<true>('servicecatalog/terminated-products');

/**
 * Notes that a product is terminated, and forgets the records of those that were terminated long ago, all but the newest fifty.
 * Records of products that there are stay, and so do those of a product that a plan is for.
 */
export function noteTerminated(row: ProvisionedProductRow, { db, now }: Pick<Work, 'db' | 'now'>): void {
  const { accountId, region } = row;
  db.put(terminated, [accountId, region, now.getTime(), row.id], true);
  const surplus = db.count(terminated, [accountId, region]) - KEPT;
  const oldest = db.list(terminated, [accountId, region], { limit: Math.max(surplus, 0) + AT_ONCE });
  const tooOld = now.getTime() - DAYS * 86_400_000;
  const going = oldest.filter(({ key }, index) => index < surplus || Number(key[2]) < tooOld).slice(0, AT_ONCE);
  for (const { key } of going) {
    const id = String(key[3]);
    if (db.get(planOfProvisionedProduct, [accountId, region, id]) !== undefined) continue;
    forgetRecords(row, id, { db });
    db.remove(terminated, key);
  }
}

function forgetRecords({ accountId, region }: LaunchScope, id: string, { db }: Pick<Work, 'db'>): void {
  for (const { key } of db.list(recordsOfProvisionedProduct, [accountId, region, id])) {
    const [time = 0, recordId = ''] = key.slice(3);
    db.remove(records, [accountId, region, recordId]);
    db.remove(recordHistory, [accountId, region, time, recordId]);
    db.remove(recordsOfProvisionedProduct, key);
  }
}
