import { renderProduct } from '../../catalog/product';
import { products } from '../../products';

/** Prints every product's template by id; the determinism test runs it in other processes and folders. */
process.stdout.write(
  JSON.stringify(Object.fromEntries(products.map((product) => [product.id, renderProduct(product)]))),
);
