import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const root = resolve(__dirname, '..', '..');

/** From which folders the files of each folder may import, beside their own. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  catalog: [],
  products: ['catalog'],
  portfolios: ['catalog', 'products'],
  operations: ['catalog', 'products', 'portfolios'],
  console: ['catalog', 'operations'],
  sandbox: ['catalog'],
  scripts: ['catalog', 'products', 'portfolios', 'operations', 'console', 'sandbox'],
};

interface Import {
  /** Path of the importing file, from the root. */
  readonly from: string;
  /** Path of what it imports, from the root, as written: mostly without an extension. */
  readonly to: string;
}

/** Every import of a file of ours by another: static, dynamic or a `require`. */
function importsIn(folder: string): Import[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|cts|mts|cjs)$/.test(name))
    .flatMap((name) => {
      const from = join(folder, name);
      const text = readFileSync(join(root, from), 'utf8');
      return [...text.matchAll(/(?:from|import|import\(|require\()\s*['"](\.[^'"]*)['"]/g)].map(([, path = '']) => ({
        from,
        to: relative(root, resolve(root, dirname(from), path)),
      }));
    });
}

describe.each(Object.entries(mayImport))('%s', (folder, others) => {
  it(`imports nothing of ours but ${['its own', ...others].join(', ')}`, () => {
    const wrong = importsIn(folder).filter(({ to }) => ![folder, ...others].includes(to.split(sep)[0] ?? ''));
    expect(wrong).toEqual([]);
  });
});

/** Whether a file stands in a folder of `products/` that isn't a product. */
function isBeside(file: string): boolean {
  return ['shared', 'coverage'].includes(file.split(sep)[1] ?? '');
}

describe('a product', () => {
  const between = importsIn('products').flatMap(({ from, to }) => {
    const [, product, ...inside] = from.split(sep);
    const [top, other, ...path] = to.split(sep);
    const leaves = top === 'products' && inside.length > 0 && path.length > 0 && other !== product && !isBeside(from);
    return leaves && !isBeside(to) ? [{ from, to, file: path.join('/') }] : [];
  });

  it('imports nothing of another product but its contract', () => {
    expect(between.filter(({ file }) => file !== 'contract')).toEqual([]);
  });

  it('is imported by nothing that stands beside it, but for the registry that coverage reads', () => {
    const beside = importsIn('products').filter(({ from, to }) => isBeside(from) && to.startsWith(`products${sep}`));
    const read = ({ from, to }: Import) => from.startsWith(join('products', 'coverage')) && /index$/.test(to);
    expect(beside.filter((each) => !isBeside(each.to) && !read(each))).toEqual([]);
  });
});

describe('a contract', () => {
  it('is made of nothing but its own words', () => {
    const contracts = importsIn('products').filter(({ from }) => from.endsWith(`${sep}contract.ts`));
    expect(contracts.length).toBeGreaterThan(0);
    expect(contracts.filter(({ to }) => to !== join('catalog', 'product'))).toEqual([]);
  });
});
