import type { RecordDetail } from '@aws-sdk/client-service-catalog';
import type { Progress } from '../../scripts/terminal/progress';
import type { AwsTarget } from './aws-target';

/** Milliseconds between two looks at a record. */
const LOCAL_PAUSE_MS = 50;
const AWS_PAUSE_MS = 5000;

/** How a record ended. */
export interface EndedRecord {
  readonly record: RecordDetail;
  readonly succeeded: boolean;
  /** What Service Catalog says of the failure; empty otherwise. */
  readonly errors: readonly string[];
}

/**
 * Waits until Service Catalog has done what a record stands for, and says on the way what it is at.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_RecordDetail.html
 */
export async function waitForRecord(target: AwsTarget, recordId: string, progress: Progress): Promise<EndedRecord> {
  const serviceCatalog = await target.serviceCatalog();
  const started = Date.now();
  for (;;) {
    const { RecordDetail: record = {} } = await serviceCatalog.describeRecord({
      Id: recordId,
    });
    if (record.Status === 'SUCCEEDED' || record.Status === 'FAILED') {
      return {
        record,
        succeeded: record.Status === 'SUCCEEDED',
        errors: (record.RecordErrors ?? []).flatMap(({ Code, Description }) => Description ?? Code ?? []),
      };
    }
    const seconds = Math.round((Date.now() - started) / 1000);
    const elapsed = target.isLocal || seconds < 10 ? '' : ` (${seconds - (seconds % 10)} s)`;
    progress.update(`${record.ProvisionedProductName}: ${sentence(record)}${elapsed}`);
    await new Promise((done) => setTimeout(done, target.isLocal ? LOCAL_PAUSE_MS : AWS_PAUSE_MS));
  }
}

/** `PROVISION_PRODUCT`, `IN_PROGRESS_IN_ERROR` as people say it. */
function sentence({ RecordType, Status }: RecordDetail): string {
  const verb = RecordType === 'TERMINATE_PROVISIONED_PRODUCT' ? 'terminating' : 'provisioning';
  if (Status === 'CREATED') return `${verb}, about to begin`;
  return Status === 'IN_PROGRESS_IN_ERROR' ? `${verb}, rolling back after a failure` : verb;
}
