import type { RecordError } from '@aws-sdk/client-service-catalog';
import type { StackEnded } from '../../../kernel/notices';
import type { Work } from '../../../kernel/work';
import { findStack, type StackRecord } from '../../cloudformation';
import { stackFailure, stackOutputs, unjudged } from './provisioned-stack-outcome';
import { errorText } from './record-errors';
import {
  type PlanRow,
  type ProvisionedProductRow,
  plans,
  provisionedProductOfStack,
  provisionedProducts,
  type RecordRow,
  type RecordType,
  records,
  removeProvisionedProduct,
  saveProvisionedProduct,
  saveRecord,
} from './state';
import { noteTerminated } from './terminated-products';

/** Outcome of the operation under a record. */
export type Outcome = { readonly stack: StackRecord | undefined } | { readonly error: RecordError };

/** Statuses of a stack when what a record asked for was done. A deletion that is refused leaves the stack as it was. */
const SUCCESS: Readonly<Record<RecordType, readonly string[]>> = {
  PROVISION_PRODUCT: ['CREATE_COMPLETE'],
  UPDATE_PROVISIONED_PRODUCT: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'],
  TERMINATE_PROVISIONED_PRODUCT: ['DELETE_COMPLETE'],
};

/** Statuses of a stack that runs. */
const RUNNING = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE'];

/** Follows a stack operation that ended: the record and the provisioned product say what became of it. */
export function stackEnded({ accountId, region, stackId, status }: StackEnded, work: Work): void {
  const { db } = work;
  const id = db.get(provisionedProductOfStack, [stackId]);
  const provisionedProduct = id === undefined ? undefined : db.get(provisionedProducts, [accountId, region, id]);
  const recordId = provisionedProduct?.lastRecordId;
  const record = recordId === undefined ? undefined : db.get(records, [accountId, region, recordId]);
  if (!provisionedProduct || record?.status !== 'CREATED') return;
  const stack = findStack(db, { accountId, region }, stackId);
  const failed = !stack || !SUCCESS[record.type].includes(status);
  const why = stack ? stackFailure(stack, work) : `Stack [${stackId}] does not exist`;
  const outcome = failed ? { error: { Code: 'AmazonCloudFormationException', Description: why } } : { stack };
  endRecord(record, provisionedProduct, outcome, work);
}

/** Ends a record, and with it what the provisioned product is under. */
export function endRecord(record: RecordRow, row: ProvisionedProductRow, outcome: Outcome, work: Work): void {
  const failed = 'error' in outcome;
  const forgiven = failed && record.type === 'TERMINATE_PROVISIONED_PRODUCT' && record.ignoreErrors === true;
  saveRecord(work.db, {
    ...record,
    status: failed && !forgiven ? 'FAILED' : 'SUCCEEDED',
    updated: work.now,
    errors: failed ? [outcome.error] : unjudged(outcome.stack, record.launched.launchRoleArn, work),
    outputs: failed || record.type === 'TERMINATE_PROVISIONED_PRODUCT' ? [] : stackOutputs(outcome.stack),
  });
  settlePlan(record, outcome, work);
  if (record.type === 'TERMINATE_PROVISIONED_PRODUCT' && (!failed || forgiven)) {
    removeProvisionedProduct(work.db, row);
    noteTerminated(row, work);
    return;
  }
  saveProvisionedProduct(work.db, failed ? afterFailure(record, row, outcome.error, work) : afterSuccess(record, row));
}

function afterSuccess(record: RecordRow, row: ProvisionedProductRow): ProvisionedProductRow {
  return {
    ...row,
    ...record.launched,
    status: 'AVAILABLE',
    statusMessage: undefined,
    lastSuccessfulProvisioningRecordId: record.id,
  };
}

/** A stack that was put back as it was leaves the product TAINTED; one that isn't running leaves it in ERROR. */
function afterFailure(
  record: RecordRow,
  row: ProvisionedProductRow,
  error: RecordError,
  { db }: Work,
): ProvisionedProductRow {
  const stack = row.stackId === undefined ? undefined : findStack(db, row, row.stackId);
  const runs = stack !== undefined && RUNNING.includes(stack.status);
  const tainted = runs && record.type !== 'PROVISION_PRODUCT';
  return { ...row, status: tainted ? 'TAINTED' : 'ERROR', statusMessage: errorText(error) };
}

function settlePlan({ planId, accountId, region }: RecordRow, outcome: Outcome, { db, now }: Work): void {
  const plan = planId === undefined ? undefined : db.get(plans, [accountId, region, planId]);
  if (!plan) return;
  const failed = 'error' in outcome;
  const after: PlanRow = {
    ...plan,
    status: failed ? 'EXECUTE_FAILED' : 'EXECUTE_SUCCESS',
    statusMessage: failed ? errorText(outcome.error) : undefined,
    updated: now,
  };
  db.put(plans, [accountId, region, plan.id], after);
}
