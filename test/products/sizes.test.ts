import { sizes } from '../../operations/contracts/sizes';
import { platformSizes } from '../../products/coverage/sizes';
import { smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf } from './describe-contract';

describeContract(sizes);

it('a size that nothing uses, and one of two kinds, are found', async () => {
  const mixed = { title: 'Mixed', dev: 1, test: 'one', staging: 1, prod: 1 };
  expect(await findingsOf(sizes, smallProduct({ sizes: { mixed } }))).toEqual(['mixed', 'mixed']);
});

describe('the sizes of the platform', () => {
  it('have a title each, so that a size of several products is declared once', () => {
    const titles = platformSizes().map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('name every product that has them', () => {
    expect(platformSizes()).toContainEqual({
      ...{ title: 'Log retention (days)', dev: 7, test: 14, staging: 30, prod: 365 },
      // A new product may have it too.
      products: expect.arrayContaining(['network', 'data', 'app', 'search', 'delivery', 'publishing']),
    });
  });
});
