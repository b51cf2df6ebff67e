import { readFileSync } from 'node:fs';
import { CatalogError } from '../../catalog/errors';
import type { Product } from '../../catalog/product';
import {
  checkReversible,
  findRelease,
  loadReleases,
  type PinnedTemplate,
  pinningReleases,
  pinsOf,
  type ReleaseStatus,
} from '../../catalog/release';
import { parseTemplate, type Template } from '../../catalog/template';
import type { Project } from '../context';
import { allProducts, productFolder } from './choose-product';

/**
 * Makes sure that no release of another product launches a version of this one.
 *
 * @param statuses of the releases that count
 * @throws `CatalogError` `pinned-release`, `unknown-release`
 */
export async function checkUnpinned(
  project: Project,
  product: Product,
  version: string,
  statuses: readonly ReleaseStatus[],
): Promise<void> {
  findRelease(product.id, loadReleases(productFolder(project, product.id)), version);
  for (const { id } of await allProducts()) {
    const releases = loadReleases(productFolder(project, id)).filter(({ status }) => statuses.includes(status));
    const pinning = pinningReleases(releases, { productName: product.name, version });
    if (pinning.length === 0) continue;
    const names = pinning.map((release) => `${id} ${release.version}`).join(', ');
    throw new CatalogError(
      'pinned-release',
      `${product.id} ${version}: ${names} (${statuses.join(' or ')}) would launch it; release ${id} with a newer one, and end those first.`,
    );
  }
}

/**
 * Makes sure that who upgrades to a release of a product that launches others can go back.
 *
 * @param before the template of the newest release
 * @param after that of the candidate
 * @throws `CatalogError` `irreversible-release`, `unknown-release`
 */
export async function checkReversal(
  project: Project,
  product: Product,
  before: Template,
  after: Template,
): Promise<void> {
  const products = await allProducts();
  const launched = (template: Template): PinnedTemplate[] =>
    pinsOf(template).flatMap((pin) => {
      const id = products.find(({ name }) => name === pin.productName)?.id;
      if (id === undefined) return [];
      const { file } = findRelease(id, loadReleases(productFolder(project, id)), pin.version);
      return [{ ...pin, template: parseTemplate(readFileSync(file, 'utf8')) }];
    });
  checkReversible(product.id, launched(before), launched(after));
}
