import { randomUUID } from 'node:crypto';
import { DetailedError } from '../../catalog/detailed-error';
import type { AwsTarget } from '../aws/aws-target';
import { lookUpProvisionedProduct, outputsOf } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { failureReasons } from '../running/stack-failure';
import { type EndedRecord, waitForRecord } from '../running/wait-for-record';
import { launchingAgain, type TypedLaunch } from './launch-again';
import type { PreparedLaunch } from './prepare-launch';

/** A launch that has begun, or ended. */
export interface Launched {
  /** Of the provisioned product. */
  readonly name: string;
  readonly id: string | undefined;
  readonly record: string;
  /** Name of the product. */
  readonly product: string;
  readonly version: string;
  readonly portfolio: string;
  /** `AVAILABLE`; `UNDER_CHANGE` for one that wasn't waited for. */
  readonly status: string;
  /** By key; undefined for a launch that wasn't waited for. */
  readonly outputs?: Readonly<Record<string, string>>;
}

/** Choice of how something is carried out. */
export interface CarryOutOptions {
  /** Waits for the end. @default true */
  readonly wait?: boolean;
}

/**
 * Launches, and waits for the end unless told otherwise.
 *
 * @throws `CatalogError` `launch-failed` with the reasons that AWS gives, and what launches it again
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisionProduct.html
 */
export async function carryOutLaunch(
  context: OperationContext,
  launch: PreparedLaunch,
  { wait = true }: CarryOutOptions = {},
): Promise<Launched> {
  const { target } = context;
  const { name, version, portfolio } = launch;
  const serviceCatalog = await target.serviceCatalog();
  const { RecordDetail: started = {} } = await serviceCatalog.provisionProduct({
    ProductId: launch.productId,
    ProvisioningArtifactId: launch.artifactId,
    PathId: launch.pathId,
    ProvisionedProductName: name,
    ProvisioningParameters: [...launch.parameters],
    Tags: launch.tags && [...launch.tags],
    ProvisionToken: randomUUID(),
  });
  const { RecordId: record = '', ProvisionedProductId: id } = started;
  const facts = { name, id, record, product: launch.productName, version, portfolio };
  if (!wait) return { ...facts, status: 'UNDER_CHANGE' };
  const ended = await waitForRecord(context, record, {}, context.signal);
  return launchEnd(target, facts, ended, launch.typed);
}

/**
 * End of a launch whose record has ended.
 *
 * @param typed the launch, where it is known; see `launchingAgain`
 * @throws `CatalogError` `launch-failed`
 */
export async function launchEnd(
  target: AwsTarget,
  facts: Omit<Launched, 'status' | 'outputs'>,
  ended: EndedRecord,
  typed?: TypedLaunch,
): Promise<Launched> {
  const { name } = facts;
  const serviceCatalog = await target.serviceCatalog();
  const found = await lookUpProvisionedProduct(serviceCatalog, name);
  if (!ended.succeeded || found?.Status !== 'AVAILABLE') {
    const why = await failureReasons(target, found?.PhysicalId, ended);
    throw new DetailedError('launch-failed', `${name} is ${found?.Status ?? 'gone'}: ${why}`, {
      remedies: found ? [await launchingAgain(target, found, typed)] : [],
    });
  }
  return { ...facts, status: found.Status, outputs: await outputsOf(serviceCatalog, name) };
}
