import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { products } from '../../products';
import { describeValidation } from './describe-validation';

const fileOf = (id: string) => join(__dirname, id, 'validation.test.ts');

/** Those of a new product, until it gets a file too. */
for (const product of products.filter(({ id }) => !existsSync(fileOf(id)))) describeValidation(product);

it.each(products.filter(({ id }) => existsSync(fileOf(id))))('$id is validated in the file of its name', ({ id }) => {
  const text = readFileSync(fileOf(id), 'utf8');
  expect(text).toContain(`from '../../../products/${id}/product';`);
  expect(text).toMatch(/^describeValidation\(\w+\);$/m);
});
