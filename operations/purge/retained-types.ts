import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadReleases } from '../../catalog/release';
import { parseTemplate } from '../../catalog/template';
import { keptBy } from '../running/retained-resources';

/**
 * The resource types that each product's releases leave behind, by the product's id. Read from the released files, which
 * also hold what a product once left and does no more.
 *
 * @param root the project's folder
 * @throws `CatalogError` `invalid-ledger`
 */
export function retainedTypes(root: string): ReadonlyMap<string, ReadonlySet<string>> {
  const folder = join(root, 'products');
  const products = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Map(
    products.map(({ name }) => {
      const templates = loadReleases(join(folder, name)).map(({ file }) => parseTemplate(readFileSync(file, 'utf8')));
      const resources = templates.flatMap(({ Resources }) => Object.values(Resources));
      return [name, new Set(resources.flatMap((each) => (keptBy(each) === undefined ? [] : each.Type)))];
    }),
  );
}
