import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withReference } from '../../catalog/product/reference';
import { products } from '../../products';

describe.each(products)('the README of $id', (product) => {
  const readme = readFileSync(join(__dirname, '..', '..', 'products', product.id, 'README.md'), 'utf8');

  it('is titled with the name that the console shows', () => {
    expect(readme.split('\n')[0]).toBe(`# ${product.name}`);
  });

  it('has the tables that its definition gives', () => {
    expect(readme).toBe(withReference(readme, product));
  });

  it('says what it creates and how to upgrade', () => {
    expect(readme).toMatch(/^## What it creates$/m);
    expect(readme).toMatch(/^## Upgrading/m);
  });
});
