import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkReversible, loadReleases, type Release, type ReleaseStatus } from '../../../catalog/release';
import { parseTemplate } from '../../../catalog/template';
import { products } from '../../../products';
import { tierVersions } from '../../../products/environment/tier-versions';
import { tierIds, tierProducts } from '../../../products/environment/tiers';
import { type Pins, pinProblems } from './pins';

const releasesOf = (product: string) => loadReleases(join(__dirname, '..', '..', '..', 'products', product));

/** The pins of a released environment, from its file. */
function pinsOf({ file }: Release): Pins {
  const { Resources } = parseTemplate(readFileSync(file, 'utf8'));
  const pinned = Object.values(Resources).map(({ Properties = {} }) => {
    const tier = tierIds.find((id) => tierProducts[id] === Properties.ProductName);
    return [tier ?? String(Properties.ProductName), String(Properties.ProvisioningArtifactName)];
  });
  return Object.fromEntries(pinned);
}

test('an environment that is offered launches released, active versions of its tiers', () => {
  const offered = products.filter(({ id }) => id === 'environment').map(() => tierVersions);
  expect(offered.flatMap((pins) => pinProblems(pins, releasesOf))).toEqual([]);
});

test('no version that an active release of the environment launches is deprecated or retired', () => {
  const active = releasesOf('environment').filter(({ status }) => status === 'active');
  expect(active.flatMap((release) => pinProblems(pinsOf(release), releasesOf))).toEqual([]);
});

test.each<[string, ReleaseStatus, string[]]>([
  ['1.0.0', 'active', []],
  ['1.0.0', 'deprecated', ['network 1.0.0 is deprecated']],
  ['1.0.0', 'retired', ['network 1.0.0 is retired']],
  ['1.1.0', 'active', ['network 1.0.0 is not released']],
])('a pin on 1.0.0 is judged where %s is %s', (version, status, problems) => {
  const release: Release = { version, status, date: '2026-11-22', notes: 'First.', sha256: '', file: '' };
  expect(pinProblems({ network: '1.0.0' }, () => [release])).toEqual(problems);
});

test('every release of the environment can be taken back to the one before', () => {
  const launched = releasesOf('environment').map((release) =>
    Object.entries(pinsOf(release)).map(([productName, version]) => {
      const file = releasesOf(productName).find((each) => each.version === version)?.file ?? '';
      return { productName, version, template: parseTemplate(readFileSync(file, 'utf8')) };
    }),
  );
  expect(launched.length).toBeGreaterThan(1);
  for (const [index, tiers] of launched.entries()) {
    expect(() => checkReversible('environment', launched[index - 1] ?? tiers, tiers)).not.toThrow();
  }
});
