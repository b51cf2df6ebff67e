import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Handlebars from 'handlebars';
import { CatalogError } from '../../catalog/errors';
import { runDocs } from './run-docs';

const templates = resolve(__dirname, '../../templates/new-product');

/** The formatter's; a longer list stands one name a line. */
const LINE_WIDTH = 120;

/** Stands behind all other products, since it launches them. */
const LAST = 'environment';

/** Parts of a product's folder; each has a template of its name. */
const parts = [
  ...['product.ts', 'contract.ts', 'parameters.ts', 'sizes.ts', 'rules.ts', 'launch-role.ts'],
  ...['claims.ts', 'exceptions.ts', 'README.md'],
];

/** A product that is to be written. */
export interface NewProduct {
  /** Lower-case letters, digits and hyphens. */
  readonly id: string;
  /** Name in the console. */
  readonly name: string;
  /**
   * Id of the first product that is going to import from it, which is launched after it.
   *
   * @default - the environment, which comes last
   */
  readonly before?: string;
}

/**
 * Writes a new product, small but whole: its folder, its test, its place in the registry and the generated documents.
 *
 * @param root the project's folder
 * @returns the files that were written, below `root`
 * @throws `CatalogError` `invalid-product-id`; `product-exists` when anything of it is there; `unreadable-registry`;
 *   `unknown-product` when there is none to stand before; `documents-not-written`
 */
export function writeNewProduct(root: string, { id, name, before = LAST }: NewProduct): string[] {
  if (!/^[a-z][a-z0-9-]*[a-z0-9]$/.test(id)) {
    throw new CatalogError(
      'invalid-product-id',
      `A product's id is lower-case letters, digits and hyphens and never changes, got: ${id}.`,
    );
  }
  const registry = join(root, 'products/index.ts');
  const registered = register(readFileSync(registry, 'utf8'), id, before);
  const texts = [
    ...parts.map((part) => ({ template: `${part}.hbs`, file: `products/${id}/${part}` })),
    { template: 'product.test.ts.hbs', file: `test/products/${id}/product.test.ts` },
  ];
  const present = texts.find(({ file }) => existsSync(join(root, dirname(file))));
  if (present) {
    throw new CatalogError('product-exists', `${id}: ${dirname(present.file)} is there already; choose another id.`);
  }
  for (const { template, file } of texts) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), fill(template, { id, name, camelCase: camelCase(id), sentence: sentence(id) }));
  }
  writeFileSync(registry, registered);
  runDocs(root, id);
  return [...texts.map(({ file }) => file), 'products/index.ts', 'docs/coverage.md', 'docs/permissions.md'];
}

/**
 * The registry's source with one product more: its import in alphabetical order, itself before the product that is
 * named.
 *
 * @param before id of a product; only `environment` need not be there: then the new one comes last
 */
export function register(source: string, id: string, before = LAST): string {
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
  const known = (list[2] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const place = known.indexOf(camelCase(before));
  if (place < 0 && before !== LAST) {
    throw new CatalogError(
      'unknown-product',
      `products/index.ts lists no ${before} that ${id} could stand before; it lists ${known.join(', ')}.`,
    );
  }
  const names = place < 0 ? [...known, camelCase(id)] : known.toSpliced(place, 0, camelCase(id));
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
