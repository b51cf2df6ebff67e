import { validateProduct } from '../../catalog/product/validation';
import { products } from '../../products';
import { held } from './held';

describe.each(products)('$id, launched in every pair of answers', (product) => {
  const { open, stale } = validateProduct(product);

  held(product, 'validation')('shows AWS’s template validator no error or warning that isn’t explained', () => {
    expect(open).toEqual([]);
  });

  it('has no exception that the validator no longer asks for', () => {
    expect(stale).toEqual([]);
  });
});
