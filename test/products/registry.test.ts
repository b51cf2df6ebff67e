import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { products } from '../../products';

const folder = join(__dirname, '..', '..', 'products');

describe('the registry', () => {
  it('lists every folder that holds a product, and no other', () => {
    const onDisk = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'product.ts')));
    expect(products.map(({ id }) => id).sort()).toEqual(onDisk.sort());
  });

  it('gives each product a name of its own, since launches ask for it by name', () => {
    expect(new Set(products.map(({ name }) => name)).size).toBe(products.length);
  });
});
