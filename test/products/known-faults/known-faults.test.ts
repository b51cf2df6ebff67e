/** Faults that releases had are found in their files, and nowhere else: neither in later releases nor in the source. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesizeProduct } from '../../../catalog/product';
import { loadReleases } from '../../../catalog/release';
import { parseTemplate, type Template } from '../../../catalog/template';
import { products } from '../../../products';
import { EXPECTED } from './expected';
import { FAULTS, type FaultName } from './faults';

const names = Object.keys(FAULTS) as FaultName[];

/** Every release of every product, and its source. */
const versions = products.flatMap((product) => [
  ...loadReleases(join(__dirname, '../../../products', product.id)).map(({ version, file }) => ({
    name: `${product.id} ${version}`,
    template: () => parseTemplate(readFileSync(file, 'utf8')),
  })),
  { name: `${product.id} source`, template: () => synthesizeProduct(product).template },
]);

/** Findings by fault; those of which there are none are left out. */
function findings(template: Template): Partial<Record<FaultName, readonly string[]>> {
  const found = names.map((name) => [name, FAULTS[name].find(template)] as const);
  return Object.fromEntries(found.filter(([, each]) => each.length > 0));
}

test.each(versions)('$name has just the faults that are known of it', ({ name, template }) => {
  const expected = EXPECTED.find((each) => each.versions.includes(name))?.findings ?? {};
  expect(findings(template())).toEqual(expected);
});

test('every fault is found in a release', () => {
  const found = new Set(EXPECTED.flatMap(({ findings: each }) => Object.keys(each)));
  expect(names.filter((name) => !found.has(name))).toEqual([]);
});

test('no version is expected twice, or doesn’t exist', () => {
  const expected = EXPECTED.flatMap((each) => each.versions);
  expect([...new Set(expected)]).toEqual(expected);
  const known = versions.map(({ name }) => name);
  expect(expected.filter((name) => !known.includes(name))).toEqual([]);
});

test('every fault says what is wrong, and where that is told', () => {
  for (const name of names) {
    const { says, page } = FAULTS[name];
    expect(says.length).toBeGreaterThan(30);
    expect(page).toMatch(
      /^https:\/\/(?:docs\.aws\.amazon\.com|aws\.amazon\.com|repost\.aws|github\.com|typesense\.org)\//,
    );
  }
});
