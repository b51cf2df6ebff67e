import type { Product } from '../../catalog/product';
import { pairwiseAnswers, valuewiseAnswers } from '../../catalog/product/answers';
import { validateProduct } from '../../catalog/product/validation';
import { held } from './held';

/**
 * Tests of a product with AWS's template validator: seconds of work for each, so a product has a file of its own for them.
 * Each value of an answer is tried once; where `EVERY_PAIR` is set, each pair of two.
 */
export function describeValidation(product: Product): void {
  const answers = process.env.EVERY_PAIR ? pairwiseAnswers(product) : valuewiseAnswers(product);
  describe(`${product.id}, launched with every answer`, () => {
    let validation: ReturnType<typeof validateProduct>;
    beforeAll(() => {
      validation = validateProduct(product, answers);
    }, 180_000);

    held(product, 'validation')('shows AWS’s template validator no error or warning that isn’t explained', () => {
      expect(validation.open).toEqual([]);
    });

    it('has no exception that the validator no longer asks for', () => {
      expect(validation.stale).toEqual([]);
    });
  });
}
