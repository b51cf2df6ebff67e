import { renderProduct } from '../../../../catalog/product';
import { parseTemplate, STATEFUL_TYPES } from '../../../../catalog/template';
import { products } from '../../../../products';
import * as released from '../../../../products/delivery/deploy/stateful-types.codebuild';

it('holds data in no type that the facts do not know', () => {
  expect(Object.keys(released.STATEFUL_TYPES).filter((type) => !Object.hasOwn(STATEFUL_TYPES, type))).toEqual([]);
  expect(Object.keys(released.STATEFUL_TYPES).every(released.isStateful)).toBe(true);
});

it('knows every type that holds data in another product, which is all that it ever deploys', () => {
  // Its own stack it never deploys.
  const types = products
    .filter(({ id }) => id !== 'delivery')
    .flatMap((product) => Object.values(parseTemplate(renderProduct(product)).Resources).map(({ Type }) => Type));
  const holding = [...new Set(types)].filter((type) => Object.hasOwn(STATEFUL_TYPES, type));
  expect(holding.length).toBeGreaterThan(5);
  expect(holding.filter((type) => !Object.hasOwn(released.STATEFUL_TYPES, type))).toEqual([]);
});
