import type { Product } from '../../catalog/product';
import { validateProduct } from '../../catalog/product/validation';
import { held } from './held';

/** Tests of a product with AWS's template validator: seconds of work for each, so a product has a file of its own for them. */
export function describeValidation(product: Product): void {
  describe(`${product.id}, launched in every pair of answers`, () => {
    let validation: ReturnType<typeof validateProduct>;
    beforeAll(() => {
      validation = validateProduct(product);
    }, 180_000);

    held(product, 'validation')('shows AWS’s template validator no error or warning that isn’t explained', () => {
      expect(validation.open).toEqual([]);
    });

    it('has no exception that the validator no longer asks for', () => {
      expect(validation.stale).toEqual([]);
    });
  });
}
