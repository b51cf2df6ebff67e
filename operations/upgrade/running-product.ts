import type { ProvisionedProductAttribute, ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../catalog/detailed-error';
import type { Product } from '../../catalog/product';
import type { AwsTarget } from '../aws/aws-target';
import { pages } from '../aws/pages';
import { findProvisionedProduct } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { failedAtFirst, firstFailure, launchingAgain } from '../launch/launch-again';
import { allProducts } from '../project/choose-product';
import { type RunningStack, runningStack } from '../running/running-stack';
import { waitForRecord } from '../running/wait-for-record';

/** Provisioned product that can be updated, and what it runs. */
export interface RunningProduct {
  readonly name: string;
  readonly id: string;
  readonly status: string;
  readonly productId: string;
  readonly productName: string;
  /** The product in the registry; undefined for one that isn't ours. */
  readonly product: Product | undefined;
  /** Of what it runs: after a failed update, the version that AWS went back to. */
  readonly version: string;
  readonly artifactId: string;
  readonly pathId: string | undefined;
  readonly stackId: string;
  /** Undefined where the caller may not read it. */
  readonly stack: RunningStack | undefined;
}

/**
 * Waits for what is under way with a provisioned product, so that a run after one that was killed goes on from where AWS
 * has got to.
 *
 * @returns the provisioned product as it is then
 */
export async function settledProduct(
  context: Pick<OperationContext, 'target' | 'events' | 'signal'>,
  found: ProvisionedProductAttribute,
): Promise<ProvisionedProductAttribute> {
  const { Name = '', Status, LastRecordId } = found;
  if (Status !== 'UNDER_CHANGE' || LastRecordId === undefined) return found;
  await waitForRecord(context, LastRecordId, {}, context.signal);
  return settledProduct(context, await findProvisionedProduct(await context.target.serviceCatalog(), Name));
}

/**
 * Reads what a provisioned product runs.
 *
 * @throws `CatalogError` `not-updatable` for one that AWS can plan nothing for, one that is under change among them
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateProvisionedProductPlan.html
 */
export async function runningProduct(target: AwsTarget, found: ProvisionedProductAttribute): Promise<RunningProduct> {
  const { Name: name = '', Id: id = '', Status: status = '' } = found;
  const { LastSuccessfulProvisioningRecordId: recordId, PhysicalId: stackId } = found;
  if (failedAtFirst(found)) {
    throw new DetailedError('not-updatable', await firstFailure(target, found), {
      remedies: [await launchingAgain(target, found)],
    });
  }
  if ((status !== 'AVAILABLE' && status !== 'TAINTED') || recordId === undefined || stackId === undefined) {
    throw new DetailedError('not-updatable', `${name} is ${status}: AWS plans only for what is AVAILABLE or TAINTED.`, {
      remedies: [
        { do: 'verb', verb: 'status', operands: [name], label: 'See why' },
        { do: 'read', document: 'docs/runbook.md' },
      ],
    });
  }
  const serviceCatalog = await target.serviceCatalog();
  const [{ RecordDetail: record = {} }, stack, { version, artifactId }, products] = await Promise.all([
    serviceCatalog.describeRecord({ Id: recordId }),
    runningStack(target, stackId),
    runningVersion(target, found),
    allProducts(),
  ]);
  return {
    ...{ name, id, status, stackId, stack, version, artifactId },
    productId: found.ProductId ?? '',
    productName: found.ProductName ?? '',
    product: products.find((product) => product.name === found.ProductName),
    pathId: await openPath(serviceCatalog, found.ProductId ?? '', record.PathId),
  };
}

/**
 * Launch path to the product that an update takes: the one that it was launched by, as long as that is open to the caller; else
 * the only one that is. Where there are several, AWS says so.
 */
async function openPath(
  serviceCatalog: ServiceCatalog,
  ProductId: string,
  launched: string | undefined,
): Promise<string | undefined> {
  const call = (PageToken: string | undefined) => serviceCatalog.listLaunchPaths({ ProductId, PageToken });
  const open = await pages(call, 'LaunchPathSummaries').catch((error: unknown) => {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return [];
    throw error;
  });
  const [first, second] = open;
  const isOpen = open.some(({ Id }) => Id === launched);
  return first && !second && !isOpen ? first.Id : launched;
}

/**
 * Version that a provisioned product runs. After a failed update that is the one of the last success, by whatever name
 * the provisioned product goes meanwhile.
 */
export async function runningVersion(
  target: AwsTarget,
  found: ProvisionedProductAttribute,
): Promise<{ readonly version: string; readonly artifactId: string }> {
  const { ProvisioningArtifactId = '', ProvisioningArtifactName = '', Status, ProductId } = found;
  const known = { version: ProvisioningArtifactName, artifactId: ProvisioningArtifactId };
  const { LastSuccessfulProvisioningRecordId: recordId } = found;
  if (Status === 'AVAILABLE' || recordId === undefined) return known;
  const serviceCatalog = await target.serviceCatalog();
  const { RecordDetail: record } = await serviceCatalog.describeRecord({ Id: recordId });
  const artifactId = record?.ProvisioningArtifactId ?? ProvisioningArtifactId;
  if (artifactId === ProvisioningArtifactId) return known;
  const { ProvisioningArtifactDetail: detail } = await serviceCatalog.describeProvisioningArtifact({
    ProductId,
    ProvisioningArtifactId: artifactId,
  });
  return { version: detail?.Name ?? artifactId, artifactId };
}
