import fc from 'fast-check';
import { nearest } from '../../catalog/nearest';

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

  it.each([
    ['developement', 'dev'],
    ['production', 'prod'],
    ['Prod', 'prod'],
    ['stag', 'staging'],
  ])('takes %s for %s, which it begins with or begins', (typed, meant) => {
    expect(nearest(typed, ['dev', 'test', 'staging', 'prod'])).toBe(meant);
  });

  it('takes nothing where several begin so', () => {
    expect(nearest('dev', ['dev-network', 'dev-data'])).toBeUndefined();
  });

  it.each([
    ['5.0.0', ['1.0.0', '1.1.0']],
    ['4', ['2', '3']],
    ['1.1.1', ['1.1.0']],
  ])('takes no number for another: %s', (typed, candidates) => {
    expect(nearest(typed, candidates)).toBeUndefined();
  });

  it.each(['v1.0.0', 'V1.0.0', '01.0.0'])('takes %s for the version that is written otherwise', (typed) => {
    expect(nearest(typed, ['1.0.0', '1.1.0'])).toBe('1.0.0');
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
