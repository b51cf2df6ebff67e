import fc from 'fast-check';
import { named, nearest, unknown } from '../../operations/nearest';

const products = ['network', 'data', 'app', 'search', 'observability', 'delivery', 'environment'];

describe('nearest', () => {
  it.each([
    ['netwrok', 'network'],
    ['Network', 'network'],
    ['DATA', 'data'],
    ['ENVIRONMENT', 'environment'],
    ['observabilty', 'observability'],
    ['dta', 'data'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearest(typed, products)).toBe(meant);
  });

  it('takes nothing for what is far from everything', () => {
    expect(nearest('kubernetes', products)).toBeUndefined();
  });

  it('takes nothing where there is nothing', () => {
    expect(nearest('network', [])).toBeUndefined();
  });

  it('takes what is there for itself', () => {
    fc.assert(fc.property(fc.constantFrom(...products), (product) => nearest(product, products) === product));
  });
});

describe('named', () => {
  it('finds the item', () => {
    expect(named('version', '1.0.0', [{ name: '1.0.0' }], ({ name }) => name)).toEqual({ name: '1.0.0' });
  });

  it('refuses what is not there, with a code of the kind', () => {
    expect(() => named('environment type', 'porod', ['prod'], String)).toThrow(
      expect.objectContaining({
        code: 'unknown-environment-type',
        message: 'There is no environment type porod; did you mean prod? There is: prod.',
      }),
    );
  });

  it('says so when there is none at all', () => {
    expect(unknown('product', 'network', []).message).toBe('There is no product network. There is none.');
  });
});
