import type { Product } from '../../catalog/product';
import { type ForeignExemption, isHeldTo } from '../../catalog/product/foreign';

/** `it` for a rule that foreign templates are exempt from: skipped for a product that is one. */
export function held(product: Product, rule: ForeignExemption): jest.It {
  return isHeldTo(product, rule) ? it : it.skip;
}
