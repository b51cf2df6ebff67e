import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { place } from '../../operations/contracts/place';
import { misplaced } from '../../operations/contracts/tiers';
import { products } from '../../products';
import { smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf } from './describe-contract';

const folder = join(__dirname, '..', '..', 'products');

describe('the registry', () => {
  it('lists every folder that holds a product, and no other', () => {
    const onDisk = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'product.ts')));
    expect(products.map(({ id }) => id).sort()).toEqual(onDisk.sort());
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

describeContract(place);

it('a product that has the name of another is found', async () => {
  const namesake = smallProduct({ id: 'namesake' });
  const found = await findingsOf(place, { ...namesake, name: 'Bellyfed Network' });
  expect(found).toEqual(['network is called Bellyfed Network, too']);
});
