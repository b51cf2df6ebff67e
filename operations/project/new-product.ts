import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Handlebars from 'handlebars';
import { CatalogError } from '../../catalog/errors';

const templates = resolve(__dirname, '../../templates/new-product');

/** The formatter's; a longer list stands one name a line. */
const LINE_WIDTH = 120;

/** Where each text goes, below the project's folder. */
const targets: Readonly<Record<string, (id: string) => string>> = {
  'product.ts.hbs': (id) => `products/${id}/product.ts`,
  'contract.ts.hbs': (id) => `products/${id}/contract.ts`,
  'parameters.ts.hbs': (id) => `products/${id}/parameters.ts`,
  'README.md.hbs': (id) => `products/${id}/README.md`,
  'product.test.ts.hbs': (id) => `test/products/${id}/product.test.ts`,
};

/**
 * Writes a new product, small but whole, and registers it.
 *
 * @param root the project's folder
 * @param id of the product: lower-case letters, digits and hyphens
 * @param name in the console
 * @returns the files that were written, below `root`; the registry comes last
 * @throws `CatalogError` `invalid-product-id`; `product-exists` when anything of it is there; `unreadable-registry`
 */
export function writeNewProduct(root: string, id: string, name: string): string[] {
  if (!/^[a-z][a-z0-9-]*[a-z0-9]$/.test(id)) {
    throw new CatalogError(
      'invalid-product-id',
      `A product's id is lower-case letters, digits and hyphens and never changes, got: ${id}.`,
    );
  }
  const registry = join(root, 'products/index.ts');
  const registered = register(readFileSync(registry, 'utf8'), id);
  const texts = Object.entries(targets).map(([template, target]) => ({ template, file: target(id) }));
  const present = texts.find(({ file }) => existsSync(join(root, dirname(file))));
  if (present) {
    throw new CatalogError('product-exists', `${id}: ${dirname(present.file)} is there already; choose another id.`);
  }
  for (const { template, file } of texts) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), fill(template, { id, name, camelCase: camelCase(id), sentence: sentence(id) }));
  }
  writeFileSync(registry, registered);
  return [...texts.map(({ file }) => file), 'products/index.ts'];
}

/** The registry's source with one product more: its import in alphabetical order, itself at the end of the list. */
export function register(source: string, id: string): string {
  const imports = [...source.matchAll(/^import (?:type )?\{.*\} from '.*';\n/gm)].map(([line]) => line);
  const list = /(export const products: readonly Product\[\] = \[)([^\]]*?),?\s*(\];)/.exec(source);
  if (!list || imports.length === 0) {
    throw new CatalogError(
      'unreadable-registry',
      'products/index.ts has no line "export const products: readonly Product[] = […];"; register the product by hand.',
    );
  }
  const path = (line: string) => / from '(.*)';/.exec(line)?.[1] ?? '';
  const added = `import { ${camelCase(id)} } from './${id}/product';\n`;
  const sorted = [...imports.filter((line) => path(line).startsWith('./')), added].sort((a, b) =>
    path(a) < path(b) ? -1 : 1,
  );
  const outside = imports.filter((line) => !path(line).startsWith('./'));
  const names = [...(list[2] ?? '').split(',').map((name) => name.trim()), camelCase(id)].filter((name) => name !== '');
  const line = `${list[1]}${names.join(', ')}${list[3]}`;
  const lines = `${list[1]}\n${names.map((name) => `  ${name},\n`).join('')}${list[3]}`;
  return source
    .replace(imports.join(''), [...outside, ...sorted].join(''))
    .replace(list[0], line.length <= LINE_WIDTH ? line : lines);
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  const text = readFileSync(join(templates, template), 'utf8');
  return Handlebars.compile(text, { noEscape: true, strict: true })(values);
}

function camelCase(id: string): string {
  return id.replace(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function sentence(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
