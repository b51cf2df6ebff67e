import { readFileSync } from 'node:fs';
import { DetailedError } from '../../catalog/detailed-error';
import { type Product, renderProduct } from '../../catalog/product';
import { compareProductVersions, findRelease, loadReleases } from '../../catalog/release';
import { parseTemplate } from '../../catalog/template';
import type { Project } from '../context';
import { productFolder, WORKING_TREE } from './choose-product';
import type { Compared } from './compare-files';

/**
 * Compares two releases of a product, or one with what it renders to now, which `working-tree` stands for.
 *
 * @param from the old one
 * @param to the new one
 * @throws `CatalogError` `no-release`, `incomplete-comparison`, `unknown-release`
 */
export function compareReleases(
  project: Project,
  product: Product,
  from: string | undefined,
  to: string = WORKING_TREE,
): Compared {
  const releases = loadReleases(productFolder(project, product.id));
  const newest = releases.at(-1)?.version;
  if (newest === undefined) throw unreleased(product);
  if (from === undefined) throw incomplete(product, 'Say a release to compare with', newest);
  if (from === WORKING_TREE && to === WORKING_TREE) {
    throw incomplete(product, 'The working tree is compared with a release', newest);
  }
  const templateOf = (version: string) =>
    parseTemplate(
      version === WORKING_TREE
        ? renderProduct(product)
        : readFileSync(findRelease(product.id, releases, version).file, 'utf8'),
    );
  const [before, after] = [templateOf(from), templateOf(to)];
  return { from: `${product.id} ${from}`, to, after, comparison: compareProductVersions(product, before, after) };
}

function unreleased({ id }: Product): DetailedError {
  return new DetailedError('no-release', `${id} has no release yet, so there is nothing to compare with`, {
    remedies: [
      { do: 'verb', verb: 'release', operands: [id, 'major'], options: { notes: '…' }, label: 'Make the first one' },
    ],
  });
}

function incomplete({ id }: Product, message: string, newest: string): DetailedError {
  return new DetailedError('incomplete-comparison', message, {
    remedies: [{ do: 'verb', verb: 'compare', operands: [id, newest], label: 'As in' }],
  });
}
