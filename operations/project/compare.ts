import { readFileSync } from 'node:fs';
import { type Product, renderProduct } from '../../catalog/product';
import { compareProductVersions, findRelease, loadReleases } from '../../catalog/release';
import { parseTemplate } from '../../catalog/template';
import type { Project } from '../context';
import { productFolder } from './choose-product';
import type { Compared } from './compare-files';

/** Version that stands for what a product renders to now. */
export const WORKING_TREE = 'working-tree';

/**
 * Compares two releases of a product, or one with what it renders to now.
 *
 * @param versions old and new; `working-tree` for what it renders to now
 * @throws `CatalogError` `unknown-release`
 */
export function compareReleases(project: Project, product: Product, versions: readonly [string, string]): Compared {
  const releases = loadReleases(productFolder(project, product.id));
  const templateOf = (version: string) =>
    parseTemplate(
      version === WORKING_TREE
        ? renderProduct(product)
        : readFileSync(findRelease(product.id, releases, version).file, 'utf8'),
    );
  const [from, to] = versions;
  const [before, after] = [templateOf(from), templateOf(to)];
  return { from: `${product.id} ${from}`, to, after, comparison: compareProductVersions(product, before, after) };
}
