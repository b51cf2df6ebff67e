import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { register } from '../../operations/project/new-product';
import { copyProject, type ProjectCopy } from './project-copy';
import { projectRoot, runCatalog } from './run-catalog';

/** Contract tests that hold a new product against the others. */
const AMONG_OTHERS = ['registry', 'imports', 'readme', 'coverage', 'cost', 'sizes', 'endpoint-policies'];
/** Contract tests that look at one product at a time. */
const ALONE = [
  ...['contract', 'determinism', 'form', 'hostile-answers/hostile-answers', 'launch-role'],
  ...['measure', 'nag', 'proton', 'refused-creations', 'releases', 'retention', 'self-contained', 'validation'],
];
/** Tests of what the products that are there are known for: a new one has no part in them until a person has judged its answers. */
const OF_WHAT_IS_KNOWN = [
  'answers.test.ts',
  'database-members.test.ts',
  'delivery/deploy/stateful-types.test.ts',
  'environment/launch-tiers.test.ts',
  'environment/tier-versions.test.ts',
  'environment/tiers.test.ts',
  'known-faults/known-faults.test.ts',
];

describe('the registry', () => {
  const registry = readFileSync(join(projectRoot, 'products/index.ts'), 'utf8');

  const order = (source: string) => /products: readonly Product\[\] = \[([^\]]*)\]/.exec(source)?.[1]?.split(/[\s,]+/);

  it('gets an import, and an entry before the environment, which launches the others', () => {
    const changed = register(registry, 'zoo-keeper');
    expect(changed).toContain("import { zooKeeper } from './zoo-keeper/product';\n");
    expect(order(changed)?.slice(-3)).toEqual(expect.arrayContaining(['zooKeeper', 'environment']));
    expect(order(changed)?.indexOf('zooKeeper')).toBe((order(changed)?.indexOf('environment') ?? 0) - 1);
  });

  it('gets the entry before the first product that will import from it', () => {
    expect(order(register(registry, 'cache', 'app'))?.join(' ')).toContain('data cache app');
  });

  it('is left alone when there is no such product', () => {
    expect(() => register(registry, 'cache', 'shop')).toThrow(
      'products/index.ts lists no shop that cache could stand before; it lists network, data,',
    );
  });

  it('keeps to the width of a line', () => {
    const names = Array.from({ length: 12 }, (_, index) => `productNumber${index}`);
    const source = `import type { Product } from 'x';\n\nexport const products: readonly Product[] = [\n${names.join(',\n')}];\n`;
    const list = names.map((name) => `  ${name},\n`).join('');
    expect(register(source, 'last')).toContain(`= [\n${list}  last,\n];`);
  });

  it('takes an entry in a list of several lines', () => {
    const source =
      "import type { Product } from 'x';\n\nexport const products: readonly Product[] = [\n  a,\n  b,\n];\n";
    expect(register(source, 'c')).toContain('= [a, b, c];');
  });

  it('is left alone when it can not be read', () => {
    expect(() => register('export const products = all();', 'c')).toThrow(
      expect.objectContaining({ code: 'unreadable-registry' }),
    );
  });
});

describe('a new product', () => {
  let root: string;
  let copy: ProjectCopy;

  beforeAll(() => {
    copy = copyProject();
    root = copy.root;
  });

  afterAll(() => copy.remove());

  const run: ProjectCopy['run'] = (...args) => copy.run(...args);

  it('is whole: formatted, typed, and registered in its place', async () => {
    const made = await runCatalog(['new-product', 'image-cache', '--before', 'app', '--json'], { root });
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const { files } = JSON.parse(made.stdout);
    expect(files).toContain('products/image-cache/product.ts');
    const sources = files.filter((file: string) => file.endsWith('.ts'));
    writeFileSync(
      join(root, 'tsconfig.new.json'),
      JSON.stringify({ extends: './tsconfig.json', include: ['products/image-cache', 'test/products/image-cache'] }),
    );
    expect(
      run('node_modules/.bin/biome', 'check', '--error-on-warnings', '--vcs-enabled=false', ...sources),
    ).toMatchObject({
      status: 0,
    });
    expect(run('node_modules/.bin/tsc', '-p', 'tsconfig.new.json')).toEqual({ status: 0, output: '' });
  }, 180_000);

  it('has its part in the generated documents', () => {
    const text = (file: string) => readFileSync(join(root, file), 'utf8');
    expect(text('products/image-cache/README.md')).toContain(
      '| Log retention (days) | 7 | 14 | 30 | 365 | `LogRetention` |',
    );
    expect(text('docs/coverage.md')).toContain('network, data, image-cache, app');
  });

  it('has all contract tests run on it here', () => {
    const folder = join(root, 'test/products');
    const contracts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.test.ts') &&
        /from '((\.\.\/)+products|\.\/describe-contract)'/.test(readFileSync(join(folder, file), 'utf8')),
    );
    const run = [...AMONG_OTHERS, ...ALONE].map((name) => `${name}.test.ts`);
    expect(contracts.filter((file) => !run.includes(file)).sort()).toEqual(OF_WHAT_IS_KNOWN);
  });

  it('passes the contract tests among the other products', () => {
    const among = run('node_modules/.bin/jest', `test/products/(${AMONG_OTHERS.join('|')})`);
    expect(among).toEqual({
      status: 0,
      output: expect.stringContaining(`Test Suites: ${AMONG_OTHERS.length} passed`),
    });
  }, 180_000);

  it('passes those that look at one product, its releases too once it has one', () => {
    const registry = readFileSync(join(root, 'products/index.ts'), 'utf8');
    writeFileSync(
      join(root, 'products/index.ts'),
      registry.replace(/^import \{ (?!imageCache).*\n/gm, '').replace(/= \[[^\]]*\]/, '= [imageCache]'),
    );
    const released = run('scripts/bin.cjs', 'release', 'image-cache', 'major', '--notes', 'The first one.');
    expect(released).toEqual({ status: 0, output: expect.stringContaining('1.0.0') });
    const suites = [...ALONE, 'image-cache/product'];
    const { status, output } = run(
      'node_modules/.bin/jest',
      `test/products/(${suites.join('|')})`,
      '-t',
      'image-cache',
    );
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining(`${suites.length} passed`) });
    writeFileSync(join(root, 'products/index.ts'), registry);
  }, 240_000);

  it('is not written over another', async () => {
    const registry = readFileSync(join(root, 'products/index.ts'), 'utf8');
    const refused = await runCatalog(['new-product', 'network'], { root });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('is there already');
    expect(readFileSync(join(root, 'products/index.ts'), 'utf8')).toBe(registry);
  });

  it.each(['Cache', '1cache', 'cache_x', 'cache-', '../cache'])('refuses the id %s', async (id) => {
    expect(await runCatalog(['new-product', id], { root })).toMatchObject({ code: 1, stdout: '' });
  });
});
