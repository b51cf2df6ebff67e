/** Contracts that `catalog check` holds a product to are those that the tests hold every product to. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quickContracts, slowContracts } from '../../../operations/contracts';

const index = readFileSync(join(__dirname, '../../../operations/contracts/index.ts'), 'utf8');
const names = [...index.matchAll(/^import \{ (\w+) \} from/gm)].map(([, name = '']) => name);
const products = join(__dirname, '../../products');
const tests = readdirSync(products)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(products, file), 'utf8'));

it('each is named in the list', () => {
  expect(names).toHaveLength(quickContracts.length + slowContracts.length);
});

it.each(names)('%s is tested over all products', (name) => {
  expect(tests.some((text) => new RegExp(`describeContract\\(.*\\b${name}\\b`).test(text))).toBe(true);
});
