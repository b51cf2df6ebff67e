import { join } from 'node:path';
import type { Product } from '../../catalog/product';
import { loadReleases, releaseTemplate } from '../../catalog/release';
import type { Template } from '../../catalog/template';

/** Newest release of a product: its version and its template. */
export function latestTemplate(product: Pick<Product, 'id'> | undefined): {
  readonly version: string;
  readonly template: Template;
} {
  const release = loadReleases(join(__dirname, `../../products/${product?.id}`)).at(-1);
  if (release === undefined) throw new Error(`Nothing of ${product?.id} is released.`);
  return { version: release.version, template: releaseTemplate(release) };
}
