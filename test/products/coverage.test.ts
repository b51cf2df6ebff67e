import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claims } from '../../operations/contracts/claims';
import { products } from '../../products';
import { coverageDocument, provedClaims, provedStacks } from '../../products/coverage/coverage';
import { beyondTemplates, platform, withoutClaims } from '../../products/coverage/platform';
import { smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf } from './describe-contract';

describeContract(claims);

it('a claim of what the template hasn’t, and one of no part of the platform, are found', async () => {
  const product = { ...smallProduct(), claims: { C1: ['Nothing*'], ...{ Z1: ['Topic'] } } };
  expect(await findingsOf(claims, product)).toEqual(['Z1: no such id', 'Nothing*']);
});

test('only products of the registry that claim nothing have a reason for it', () => {
  const silent = products.filter(({ claims = {} }) => Object.keys(claims).length === 0).map(({ id }) => id);
  expect(Object.keys(withoutClaims).filter((id) => !silent.includes(id))).toEqual([]);
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

test('every stack that people know is held by products, whose newest releases have its resources and its outputs', () => {
  const stacks = provedStacks();
  expect([...stacks.keys()]).toEqual(Array.from({ length: 14 }, (_, index) => `K${index + 1}`));
  const missing = [...stacks].flatMap(([id, parts]) =>
    parts.flatMap(({ product, missing: names }) => names.map((name) => `${id}: ${product} has no ${name}`)),
  );
  expect(missing).toEqual([]);
});

test('docs/coverage.md says what the claims and the releases say', () => {
  const document = readFileSync(join(__dirname, '..', '..', 'docs', 'coverage.md'), 'utf8');
  expect(document).toBe(coverageDocument());
});
