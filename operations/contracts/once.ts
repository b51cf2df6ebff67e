import type { Product } from '../../catalog/product';

/** Function of a product that is computed once, however many rules ask for it. */
export function once<Value>(compute: (product: Product) => Value): (product: Product) => Value {
  const known = new WeakMap<Product, { readonly value: Value }>();
  return (product) => {
    const { value } = known.get(product) ?? { value: compute(product) };
    known.set(product, { value });
    return value;
  };
}
