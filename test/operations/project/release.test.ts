import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderProduct } from '../../../catalog/product';
import { loadReleases } from '../../../catalog/release';
import { planRelease, type ReleaseWish, writeChangelog, writeRelease } from '../../../operations/project/release';
import { delivery } from '../../../products/delivery/product';
import { rewriteRelease } from '../../scripts/rewrite-release';

let root: string;
const folder = () => join(root, 'products/delivery');
const wish = (change: Partial<ReleaseWish> = {}): ReleaseWish => ({
  ...{ product: delivery, bump: 'major', notes: 'It.', upgradeNotes: undefined, acceptsDataLoss: false },
  ...change,
});

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'release-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Makes the newest release one that had a bucket which is gone by now. */
async function releaseWithBucket(): Promise<void> {
  writeRelease({ root }, await planRelease({ root }, wish()));
  const old = JSON.parse(renderProduct(delivery));
  old.Resources.Orders = { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' };
  rewriteRelease(folder(), old);
}

it('plans the first release without writing anything, and writes what was planned', async () => {
  const plan = await planRelease({ root }, wish());
  expect(plan).toMatchObject({ version: '1.0.0', notes: 'It.', since: undefined, refusal: undefined });
  expect(existsSync(folder())).toBe(false);
  const { release, warning } = writeRelease({ root }, plan);
  expect(release).toMatchObject({ version: '1.0.0', status: 'active', notes: 'It.' });
  expect(warning).toBeUndefined();
  expect(loadReleases(folder())).toEqual([release]);
});

it('plans what the gate refuses too, with every change, and writes none of it', async () => {
  await releaseWithBucket();
  const plan = await planRelease({ root }, wish());
  expect(plan.refusal).toMatchObject({ code: 'data-loss' });
  expect(plan.since).toMatchObject({ version: '1.0.0', comparison: { bump: 'major', losesData: true } });
  expect(() => writeRelease({ root }, plan)).toThrow(expect.objectContaining({ code: 'data-loss' }));
  expect(loadReleases(folder()).map(({ version }) => version)).toEqual(['1.0.0']);
});

it('adds to the notes what people who upgrade will notice', async () => {
  await releaseWithBucket();
  const plan = await planRelease({ root }, wish({ acceptsDataLoss: true, upgradeNotes: 'Copy it.' }));
  expect(plan).toMatchObject({
    version: '2.0.0',
    refusal: undefined,
    notes: expect.stringMatching(/^It\.\n\n.*Orders/s),
  });
  expect(writeRelease({ root }, plan).release).toMatchObject({ version: '2.0.0', upgradeNotes: 'Copy it.' });
});

it('writes the changelog anew', async () => {
  await releaseWithBucket();
  rmSync(join(folder(), 'CHANGELOG.md'));
  expect(writeChangelog({ root }, delivery)).toBe(join(folder(), 'CHANGELOG.md'));
  expect(existsSync(join(folder(), 'CHANGELOG.md'))).toBe(true);
});
