import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordDetail } from '@aws-sdk/client-service-catalog';
import type { OperationContext } from '../context';
import { type ExpectedResources, followStacks } from './follow-stacks';

/** Milliseconds between two looks at a record. */
const LOCAL_PAUSE_MS = 50;
const AWS_PAUSE_MS = 5000;

/** End of a record. */
export interface EndedRecord {
  readonly record: RecordDetail;
  readonly succeeded: boolean;
  /** Reasons that Service Catalog gives for a failure; empty otherwise. */
  readonly errors: readonly string[];
}

/**
 * Waits until Service Catalog has done what a record stands for, and emits on the way how far it is: `record` at each look,
 * and `resource`, `count` and `failure` where somebody wants them.
 *
 * @param signal ends the waiting, with its reason; what AWS does goes on. @default - nothing ends it
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_RecordDetail.html
 */
export async function waitForRecord(
  context: Pick<OperationContext, 'target' | 'events'>,
  recordId: string,
  expected: ExpectedResources = {},
  signal?: AbortSignal,
): Promise<EndedRecord> {
  const { target, events } = context;
  const serviceCatalog = await target.serviceCatalog();
  const follow = events.wantsResources ? followStacks(context, expected) : undefined;
  const started = Date.now();
  for (;;) {
    signal?.throwIfAborted();
    const { RecordDetail: record = {} } = await serviceCatalog.describeRecord({ Id: recordId });
    events.emit({
      type: 'record',
      subject: record.ProvisionedProductName ?? '',
      record: recordId,
      recordType: record.RecordType ?? '',
      status: record.Status ?? '',
      seconds: Math.round((Date.now() - started) / 1000),
    });
    await follow?.(record);
    if (record.Status === 'SUCCEEDED' || record.Status === 'FAILED') {
      return {
        record,
        succeeded: record.Status === 'SUCCEEDED',
        errors: (record.RecordErrors ?? []).flatMap(({ Code, Description }) => Description ?? Code ?? []),
      };
    }
    const pause = target.isLocal ? LOCAL_PAUSE_MS : AWS_PAUSE_MS;
    await sleep(pause, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}
