import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { register } from '../../operations/project/new-product';
import { copyProject, type ProjectCopy } from './project-copy';
import { projectRoot, runCatalog } from './run-catalog';

describe('the registry', () => {
  const registry = readFileSync(join(projectRoot, 'products/index.ts'), 'utf8');

  it('gets an import and an entry at the end', () => {
    const changed = register(registry, 'zoo-keeper');
    expect(changed).toContain("import { zooKeeper } from './zoo-keeper/product';\n");
    expect(changed).toMatch(/products: readonly Product\[\] = \[[^\]]*,\s+zooKeeper,?\n?\];/);
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

  /** Those that take no more than a second; "catalog validate" stands for the rest. */
  const contracts = 'test/products/(image-cache/product|form|launch-role|nag|retention|self-contained)';

  it('is whole: formatted, typed, registered, valid as every environment type, and tested', async () => {
    const made = await runCatalog(['new-product', 'image-cache', '--json'], { root });
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
    expect(run('node_modules/.bin/jest', contracts, '-t', 'image-cache')).toMatchObject({
      status: 0,
      output: expect.stringMatching(/Tests: .* [1-9]\d* passed/),
    });
    expect(run('scripts/bin.cjs', 'validate', 'image-cache')).toEqual({
      status: 0,
      output: 'image-cache: valid as every environment type\n',
    });
  });

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
