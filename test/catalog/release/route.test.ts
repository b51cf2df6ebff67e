import { join } from 'node:path';
import {
  findRoute,
  loadReleases,
  type PinnedTemplate,
  pinsOf,
  type RouteStop,
  releaseTemplate,
} from '../../../catalog/release';
import { tierIds, tierProducts } from '../../../products/environment/tiers';

const app = (...names: string[]): PinnedTemplate => ({
  ...{ productName: 'App', version: String(names.length) },
  template: {
    Resources: {},
    Outputs: Object.fromEntries(names.map((name) => [name, { Value: 'x', Export: { Name: `app:${name}` } }])),
  },
});
const alarms = (...names: string[]): PinnedTemplate => ({
  ...{ productName: 'Alarms', version: String(names.length) },
  template: {
    Resources: {
      Topic: {
        Type: 'AWS::SNS::Topic',
        Properties: { Names: names.map((name) => ({ 'Fn::ImportValue': `app:${name}` })) },
      },
    },
  },
});
const stop = (version: string, ...launches: PinnedTemplate[]): RouteStop => ({ version, launches });

const first = stop('1.0.0', app('Bus'), alarms('Bus'));
const exporting = stop('1.1.0', app('Bus', 'Queue'), alarms('Bus'));
const importing = stop('1.2.0', app('Bus', 'Queue'), alarms('Bus', 'Queue'));
const next = stop('1.3.0', app('Bus', 'Queue', 'Topic'), alarms('Bus', 'Queue'));
const last = stop('1.4.0', app('Bus', 'Queue', 'Topic'), alarms('Bus', 'Queue', 'Topic'));

it('goes at once where nothing is taken from under anybody', () => {
  expect(findRoute(exporting, importing, [])).toEqual(['1.2.0']);
  expect(findRoute(importing, exporting, [])).toEqual(['1.1.0']);
  expect(findRoute(exporting, next, [importing])).toEqual(['1.3.0']);
});

it('goes by the release in between, forth and back, and by as few as it needs', () => {
  expect(findRoute(importing, first, [exporting])).toEqual(['1.1.0', '1.0.0']);
  expect(findRoute(first, importing, [exporting])).toEqual(['1.1.0', '1.2.0']);
  expect(findRoute(last, first, [exporting, importing, next])).toEqual(['1.3.0', '1.1.0', '1.0.0']);
});

it('finds none where what it would go by is missing', () => {
  expect(findRoute(importing, first, [])).toBeUndefined();
  expect(findRoute(last, first, [exporting, importing])).toBeUndefined();
});

describe('the releases of the environment', () => {
  const products = join(__dirname, '../../../products');
  const stops = loadReleases(join(products, 'environment')).map((release) => {
    const launches = pinsOf(releaseTemplate(release)).map(({ productName, version }): PinnedTemplate => {
      const tier = tierIds.find((id) => tierProducts[id] === productName);
      const found = loadReleases(join(products, tier ?? '')).find((each) => each.version === version);
      if (!found) throw new Error(`no release ${version} of ${productName}`);
      return { productName, version, template: releaseTemplate(found) };
    });
    return { version: release.version, launches };
  });

  it.each(stops.map(({ version }, index) => [version, index] as const))(
    'lead from %s back to the first, and forth',
    (_, index) => {
      const [oldest, newest] = [stops[0], stops[index]];
      if (!oldest || !newest) throw new Error('the environment has no releases');
      const between = stops.slice(1, index);
      expect(findRoute(newest, oldest, between)).toBeDefined();
      expect(findRoute(oldest, newest, between)).toBeDefined();
    },
  );

  it('go from 1.2.0 to 1.0.0 by 1.1.0', () => {
    const [one, two, three] = stops;
    if (!one || !two || !three) throw new Error('the environment has fewer releases');
    expect(findRoute(three, one, [two])).toEqual(['1.1.0', '1.0.0']);
  });
});
