import { CatalogError } from '../../catalog/errors';
import type { Verdict } from '../../catalog/product/exceptions';
import { validateProduct } from '../../catalog/product/validation';
import type { Finding } from '../../catalog/validation';
import { chooseProducts } from './choose-product';

/** Findings of AWS's template validator on a product, as every environment type. */
export interface Validation extends Verdict<Finding> {
  /** Id of the product. */
  readonly product: string;
}

/**
 * Validates products.
 *
 * @param ids all of them where there are none
 * @throws `CatalogError` `unknown-product` with the nearest id
 */
export async function validateProducts(ids: readonly string[]): Promise<readonly Validation[]> {
  return (await chooseProducts(ids)).map((product) => ({ product: product.id, ...validateProduct(product) }));
}

/** Whether nothing is found but what an exception accepts, and every exception accepts something. */
export function isValid({ open, stale }: Validation): boolean {
  return open.length + stale.length === 0;
}

/**
 * Refuses products that aren't valid.
 *
 * @throws `CatalogError` `invalid-template`
 */
export function refuseInvalid(validations: readonly Validation[]): void {
  const bad = validations.filter((validation) => !isValid(validation)).map(({ product }) => product);
  if (bad.length === 0) return;
  throw new CatalogError(
    'invalid-template',
    `Not valid: ${bad.join(', ')}; mend the product, or add an exception with a reason.`,
  );
}
