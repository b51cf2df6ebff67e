import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { allProvisionedProducts, findProvisionedProduct, outputsOf } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { stackFailure } from './stack-failure';
import { type Unguarded, unguardedStacks } from './unguarded';

/** A provisioned product, as a list shows it. */
export interface LaunchedProduct {
  readonly name: string;
  readonly id: string;
  /** Name of the product. */
  readonly product: string;
  readonly version: string;
  readonly status: string;
  /** ISO 8601. */
  readonly created: string;
  /** Parts of its protection that its stack lacks; absent where it lacks none, or where the caller may not look. */
  readonly unguarded?: readonly Unguarded[];
}

/** A provisioned product with all that is known of it. */
export interface ProductDetails extends LaunchedProduct {
  readonly statusMessage: string | undefined;
  /** The first failure of its stack, where it is TAINTED or in ERROR. */
  readonly failure: string | undefined;
  /** ARN. */
  readonly stack: string | undefined;
  readonly lastRecord: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** Everything that is launched in the account and region, by name. */
export async function launchedProducts({
  target,
}: Pick<OperationContext, 'target'>): Promise<readonly LaunchedProduct[]> {
  const found = await allProvisionedProducts(await target.serviceCatalog());
  const unguarded = await unguardedAmong(target, found);
  const all = found.map((each) => ({ ...summary(each), ...lacking(unguarded, each) }));
  return all.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Details of one provisioned product.
 *
 * @throws `CatalogError` `unknown-provisioned-product` with the nearest name
 */
export async function productDetails(
  { target }: Pick<OperationContext, 'target'>,
  name: string,
): Promise<ProductDetails> {
  const found = await findProvisionedProduct(await target.serviceCatalog(), name);
  const failed = found.Status === 'TAINTED' || found.Status === 'ERROR';
  return {
    ...summary(found),
    ...lacking(await unguardedAmong(target, [found]), found),
    statusMessage: found.StatusMessage,
    failure: failed && found.PhysicalId !== undefined ? await stackFailure(target, found.PhysicalId) : undefined,
    stack: found.PhysicalId,
    lastRecord: found.LastRecordId,
    tags: Object.fromEntries((found.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
  };
}

/**
 * Outputs of a provisioned product, by key.
 *
 * @throws `CatalogError` `unknown-provisioned-product` with the nearest name
 */
export async function productOutputs(
  { target }: Pick<OperationContext, 'target'>,
  name: string,
): Promise<Readonly<Record<string, string>>> {
  const serviceCatalog = await target.serviceCatalog();
  await findProvisionedProduct(serviceCatalog, name);
  return outputsOf(serviceCatalog, name);
}

/** Stacks without their protection; none where the caller may not look, of which the doctor tells. */
async function unguardedAmong(
  target: AwsTarget,
  found: readonly ProvisionedProductAttribute[],
): Promise<readonly Unguarded[]> {
  return (await unlessRefused(() => unguardedStacks(target, found))) ?? [];
}

function lacking(all: readonly Unguarded[], { PhysicalId }: ProvisionedProductAttribute) {
  const unguarded = all.filter(({ stack }) => stack === PhysicalId);
  return unguarded.length > 0 ? { unguarded } : {};
}

function summary(found: ProvisionedProductAttribute): LaunchedProduct {
  return {
    name: found.Name ?? '',
    id: found.Id ?? '',
    product: found.ProductName ?? '',
    version: found.ProvisioningArtifactName ?? '',
    status: found.Status ?? '',
    created: found.CreatedTime?.toISOString() ?? '',
  };
}
