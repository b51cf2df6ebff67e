import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { allProvisionedProducts, lookUpProvisionedProduct, outputsOf } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { namedProducts } from './find-launched';
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

/** Everything that is launched in the account and region, by name. */
export async function launchedProducts({
  target,
}: Pick<OperationContext, 'target'>): Promise<readonly LaunchedProduct[]> {
  const found = await allProvisionedProducts(await target.serviceCatalog());
  const lacking = await unguardedAmong(target, found);
  const all = found.map((each) => summaryOf(each, lacking));
  return all.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Outputs of a provisioned product, by key. */
export interface ProductOutputs {
  readonly name: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Outputs of what a name stands for: of one provisioned product, or of each that an environment has.
 *
 * @throws `CatalogError` `unknown-provisioned-product` with the nearest name
 */
export async function namedOutputs(
  { target }: Pick<OperationContext, 'target'>,
  name: string,
): Promise<readonly ProductOutputs[]> {
  const serviceCatalog = await target.serviceCatalog();
  const exact = await lookUpProvisionedProduct(serviceCatalog, name);
  const found = exact ? [exact] : (await namedProducts(target, name)).found;
  return Promise.all(
    found.map(async ({ Name = '' }) => ({ name: Name, outputs: await outputsOf(serviceCatalog, Name) })),
  );
}

/** Stacks without their protection; none where the caller may not look, of which the doctor tells. */
export async function unguardedAmong(
  target: AwsTarget,
  found: readonly ProvisionedProductAttribute[],
): Promise<readonly Unguarded[]> {
  return (await unlessRefused(() => unguardedStacks(target, found))) ?? [];
}

/**
 * A provisioned product as a list shows it.
 *
 * @param lacking stacks without their protection, its own perhaps among them
 */
export function summaryOf(found: ProvisionedProductAttribute, lacking: readonly Unguarded[]): LaunchedProduct {
  const unguarded = lacking.filter(({ stack }) => stack === found.PhysicalId);
  return {
    name: found.Name ?? '',
    id: found.Id ?? '',
    product: found.ProductName ?? '',
    version: found.ProvisioningArtifactName ?? '',
    status: found.Status ?? '',
    created: found.CreatedTime?.toISOString() ?? '',
    ...(unguarded.length > 0 && { unguarded }),
  };
}
