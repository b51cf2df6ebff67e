import { findStack } from '../../cloudformation/state';
import type { Actor } from '../state';
import type { LaunchPath } from './paths';
import { settle } from './settle';
import { startStack } from './stack';
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
export function begin({ record, provisionedProduct, path, usePrevious }: Beginning, actor: Actor): RecordRow {
  const under = underChange(actor, provisionedProduct, record);
  const started = startStack({ provisionedProduct: under, launched: record.launched, path, usePrevious }, actor);
  if ('error' in started) {
    settle(record, under, started, actor);
  } else {
    const withStack = { ...under, stackId: started.stackId };
    saveProvisionedProduct(actor.db, withStack);
    if (started.unchanged) settle(record, withStack, { stack: findStack(actor.db, actor, started.stackId) }, actor);
  }
  return record;
}

/** Writes a new record, and its provisioned product as UNDER_CHANGE by it. */
export function underChange(actor: Actor, row: ProvisionedProductRow, record: RecordRow): ProvisionedProductRow {
  const under: ProvisionedProductRow = {
    ...row,
    status: 'UNDER_CHANGE',
    statusMessage: undefined,
    lastRecordId: record.id,
    lastProvisioningRecordId: record.id,
  };
  saveRecord(actor.db, record);
  saveProvisionedProduct(actor.db, under);
  return under;
}
