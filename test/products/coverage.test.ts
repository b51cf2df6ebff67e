import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { products } from '../../products';
import { claims } from '../../products/coverage/claims';
import { coverageDocument, provedClaims } from '../../products/coverage/coverage';
import { beyondTemplates, platform } from '../../products/coverage/platform';

test('claims are those of products of the registry', () => {
  const registered = products.map(({ id }) => id);
  expect(Object.keys(claims).filter((id) => !registered.includes(id))).toEqual([]);
});

test('every id of the platform is claimed by a product, or stated as beyond templates', () => {
  const claimed = provedClaims().map(({ id }) => id);
  expect(Object.keys(platform).filter((id) => !claimed.some((it) => it === id) && !(id in beyondTemplates))).toEqual(
    [],
  );
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
