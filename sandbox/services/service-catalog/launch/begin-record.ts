import { findStack } from '../../cloudformation';
import type { CatalogCall } from '../catalog-call';
import { endRecord } from './end-record';
import type { LaunchPath } from './launch-paths';
import { startStack } from './provisioned-stack';
import { type ProvisionedProductRow, type RecordRow, saveProvisionedProduct, saveRecord } from './state';

/** A record that begins, of a provisioned product that isn't under it yet. */
interface Beginning {
  readonly record: RecordRow;
  readonly provisionedProduct: ProvisionedProductRow;
  readonly path: LaunchPath | undefined;
  /** Parameters that keep the running stack's values. */
  readonly usePrevious?: readonly string[];
}

/** Puts a provisioned product under a record's request, and its stack on its way. */
export function beginRecord(
  { record, provisionedProduct, path, usePrevious }: Beginning,
  call: CatalogCall,
): RecordRow {
  const under = underChange(call, provisionedProduct, record);
  const started = startStack({ provisionedProduct: under, launched: record.launched, path, usePrevious }, call);
  if ('error' in started) {
    endRecord(record, under, started, call);
  } else {
    const withStack = { ...under, stackId: started.stackId };
    saveProvisionedProduct(call.db, withStack);
    if (started.unchanged) endRecord(record, withStack, { stack: findStack(call.db, call, started.stackId) }, call);
  }
  return record;
}

/** Writes a new record, and its provisioned product as UNDER_CHANGE by it. */
export function underChange(call: CatalogCall, row: ProvisionedProductRow, record: RecordRow): ProvisionedProductRow {
  const under: ProvisionedProductRow = {
    ...row,
    status: 'UNDER_CHANGE',
    statusMessage: undefined,
    lastRecordId: record.id,
    lastProvisioningRecordId: record.id,
  };
  saveRecord(call.db, record);
  saveProvisionedProduct(call.db, under);
  return under;
}
