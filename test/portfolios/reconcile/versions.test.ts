import type { ReleaseStatus } from '../../../catalog/release';
import { type HubProduct, planVersions, visibility } from '../../../portfolios/reconcile/versions';
import { productOf, releaseFolder } from '../fixture';

const release = releaseFolder();
const statuses: readonly ReleaseStatus[] = ['active', 'deprecated', 'retired'];

const offers = (status: ReleaseStatus) => [
  { product: productOf('network'), releases: [release('network', '1.0.0', status), release('network', '1.1.0')] },
];

const hub = (status: ReleaseStatus): HubProduct[] => [
  {
    id: 'prod-1',
    name: 'Bellyfed network',
    versions: [
      { id: 'pa-1', name: '1.0.0', ...visibility[status] },
      { id: 'pa-2', name: '1.1.0', ...visibility.active },
      { id: 'pa-3', name: 'made by hand', ...visibility.active },
    ],
  },
  { id: 'prod-2', name: 'Another product', versions: [{ id: 'pa-4', name: '1.0.0', ...visibility.active }] },
];

describe('planVersions', () => {
  it.each(statuses.flatMap((from) => statuses.map((to) => ({ from, to }))))('from $from to $to', ({ from, to }) => {
    const step = { kind: 'version', product: 'Bellyfed network', version: '1.0.0', from, to };
    const target = { productId: 'prod-1', versionId: 'pa-1' };
    expect(planVersions(offers(to), hub(from))).toEqual(from === to ? [] : [{ ...step, target }]);
  });

  it('takes a version that is hidden for retired, whatever its guidance', () => {
    const hidden = hub('retired').map((product) => ({
      ...product,
      versions: product.versions.map((it) => ({ ...it, guidance: 'DEFAULT' as const })),
    }));
    expect(planVersions(offers('retired'), hidden)).toEqual([]);
  });

  it('says before the deployment what will follow it', () => {
    expect(planVersions(offers('deprecated'), [])).toEqual([
      { kind: 'version', product: 'Bellyfed network', version: '1.0.0', from: 'active', to: 'deprecated' },
    ]);
    expect(planVersions(offers('active'), [])).toEqual([]);
  });
});
