import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { products } from '../../products';
import { claims } from '../../products/claims';
import { coverageDocument, provedClaims } from '../../products/coverage';

test('every product of the registry claims what it provides', () => {
  expect(Object.keys(claims).sort()).toEqual(products.map(({ id }) => id).sort());
});

test('what is claimed of a released product is in its newest release', () => {
  const released = provedClaims().filter(({ version }) => version !== undefined);
  expect(released.length).toBeGreaterThan(0);
  expect(released.filter(({ logicalIds }) => logicalIds.length === 0)).toEqual([]);
});

test('docs/coverage.md says what the claims and the releases say', () => {
  const document = readFileSync(join(__dirname, '..', '..', 'docs', 'coverage.md'), 'utf8');
  expect(document).toBe(coverageDocument());
});
