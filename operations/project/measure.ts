import {
  type Measure,
  measureProduct,
  templateLimits,
  type UnrestrictedStatement,
  unrestrictedIn,
} from '../../catalog/product/measure';
import { launchStatements } from '../../portfolios/launch-role/launch-statements';
import { chooseProducts } from './choose-product';

/** Measures of products against AWS's limits. */
export interface Measures {
  readonly limits: typeof templateLimits;
  readonly products: readonly Measure[];
  /** Statements on every resource that the launch role of every product has. */
  readonly everyLaunch: readonly UnrestrictedStatement[];
}

/**
 * Measures products, and finds their statements on every resource.
 *
 * @param ids all of them where there are none
 * @throws `CatalogError` `unknown-product` with the nearest id
 */
export async function measureProducts(ids: readonly string[]): Promise<Measures> {
  const products = (await chooseProducts(ids)).map(measureProduct);
  return { limits: templateLimits, products, everyLaunch: unrestrictedIn(launchStatements('*')) };
}
