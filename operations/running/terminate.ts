import { randomUUID } from 'node:crypto';
import { CatalogError } from '../../catalog/errors';
import type { AwsTarget } from '../aws/aws-target';
import type { OperationContext } from '../context';
import type { TerminationPlan } from './plan-termination';
import type { RetainedResource } from './retained-resources';
import { failureReasons } from './stack-failure';
import { type EndedRecord, waitForRecord } from './wait-for-record';

/** A termination that has begun, or ended. */
export interface Terminated {
  /** Of the provisioned product. */
  readonly name: string;
  readonly id: string;
  readonly record: string;
  /** `TERMINATED`; `UNDER_CHANGE` for one that wasn't waited for. */
  readonly status: string;
  /** Undefined for one that wasn't waited for. */
  readonly retained?: readonly RetainedResource[];
}

/** Choice of how a termination is carried out. */
export interface TerminateOptions {
  /** Waits for the end. @default true */
  readonly wait?: boolean;
}

/**
 * Terminates a provisioned product, and waits for the end unless told otherwise.
 *
 * @throws `CatalogError` `termination-failed` with the reasons that AWS gives
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_TerminateProvisionedProduct.html
 */
export async function terminate(
  context: OperationContext,
  { name, id, stack, retained }: TerminationPlan,
  { wait = true }: TerminateOptions = {},
): Promise<Terminated> {
  const serviceCatalog = await context.target.serviceCatalog();
  const { RecordDetail } = await serviceCatalog.terminateProvisionedProduct({
    ProvisionedProductId: id,
    TerminateToken: randomUUID(),
  });
  const record = RecordDetail?.RecordId ?? '';
  if (!wait) return { name, id, record, status: 'UNDER_CHANGE' };
  await endTermination(
    context.target,
    { name, stack },
    await waitForRecord(context, record, { stack }, context.signal),
  );
  return { name, id, record, status: 'TERMINATED', retained };
}

/**
 * Makes sure that a termination whose record has ended did what it was to do.
 *
 * @throws `CatalogError` `termination-failed` with the reasons that AWS gives
 */
export async function endTermination(
  target: AwsTarget,
  { name, stack }: Pick<TerminationPlan, 'name' | 'stack'>,
  ended: EndedRecord,
): Promise<void> {
  if (!ended.succeeded) {
    const why = await failureReasons(target, stack, ended);
    throw new CatalogError('termination-failed', `${name} is not terminated: ${why}`);
  }
}
