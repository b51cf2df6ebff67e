import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderProduct } from '../../catalog/product';
import { loadReleases, verifyReleases } from '../../catalog/release';
import { products } from '../../products';

describe.each(products)('the releases of $id', (product) => {
  const folder = join(__dirname, '..', '..', 'products', product.id);

  it('are the files that the ledger says, byte for byte', () => {
    expect(verifyReleases(folder)).toEqual([]);
  });

  it('end with what the source gives, once there are any', () => {
    const newest = loadReleases(folder).at(-1);
    const same = newest === undefined || readFileSync(newest.file, 'utf8') === renderProduct(product);
    const advice = `run "npm run catalog -- release ${product.id} <major|minor|patch>"`;
    expect(same ? '' : `${product.id} ${newest.version}: template differs from the released file; ${advice}`).toBe('');
  });
});
