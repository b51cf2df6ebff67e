import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { products } from '../../products';
import { misplaced } from './tiers';

const folder = join(__dirname, '..', '..', 'products');

describe('the registry', () => {
  it('lists every folder that holds a product, and no other', () => {
    const onDisk = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'product.ts')));
    expect(products.map(({ id }) => id).sort()).toEqual(onDisk.sort());
  });

  it('gives each product a name of its own, since launches ask for it by name', () => {
    expect(new Set(products.map(({ name }) => name)).size).toBe(products.length);
  });

  it('lists a product behind those that it imports from, since launches follow its order', () => {
    const wrong = misplaced(products);
    expect(wrong.length === 0 ? '' : `in the wrong order in products/index.ts: ${wrong.join(', ')}`).toBe('');
  });

  it('would be told of an order in which a launch finds no exports', () => {
    const order = ['observability', 'search', 'app', 'data', 'network', 'delivery', 'environment'];
    const shuffled = order.flatMap((id) => products.find((product) => product.id === id) ?? []);
    expect(shuffled).toHaveLength(order.length);
    expect(misplaced(shuffled)).toEqual(
      expect.arrayContaining(['observability before app', 'app before network', 'data before network']),
    );
  });
});
