import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadReleases } from '../../catalog/release';
import { releases } from '../../operations/contracts/releases';
import { network } from '../../products/network/product';
import { smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf, setting } from './describe-contract';

describeContract(releases);

it('a source that has gone on since the newest release is found', async () => {
  const changed = smallProduct({ id: 'network' });
  expect(await findingsOf(releases, changed)).toEqual([
    expect.stringContaining('template differs from the released file'),
  ]);
});

it('a released file that is gone is found', async () => {
  const root = mkdtempSync(join(tmpdir(), 'releases-'));
  const folder = join(root, 'products/network');
  cpSync(join(setting.project.root, 'products/network'), folder, { recursive: true });
  const newest = loadReleases(folder).at(-1);
  rmSync(newest?.file ?? '');
  const found = await Promise.all(releases.rules.map((rule) => rule.check(network, { ...setting, project: { root } })));
  rmSync(root, { recursive: true });
  expect(found.flat()).toEqual([expect.stringContaining(`${newest?.version}.json is missing`)]);
});
