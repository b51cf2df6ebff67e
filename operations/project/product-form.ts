import { synthesizeProduct } from '../../catalog/product';
import { findRelease, releaseTemplate } from '../../catalog/release';
import type { Project } from '../context';
import { type ShownProduct, showProduct } from './show-product';

/** Form of a product as Service Catalog's console shows it, with the combinations of answers that it refuses. */
export interface ProductForm extends Pick<ShownProduct, 'product' | 'version' | 'questions'> {
  /** Words with which a launch is refused whose answers don't go together, each once. */
  readonly rules: readonly string[];
}

/**
 * Form of a product as its source stands, or as one of its releases has it.
 *
 * @throws `CatalogError` `unknown-product` with the nearest id; `unknown-release`
 */
export async function productForm(project: Project, id: string, version?: string): Promise<ProductForm> {
  const { product, questions, releases } = await showProduct(project, id, version);
  const { Rules = {} } =
    version === undefined ? synthesizeProduct(product).template : releaseTemplate(findRelease(id, releases, version));
  const said = Object.values(Rules).flatMap(({ Assertions }) =>
    Assertions.flatMap(({ AssertDescription }) => AssertDescription ?? []),
  );
  return { product, ...(version !== undefined && { version }), questions, rules: [...new Set(said)] };
}
