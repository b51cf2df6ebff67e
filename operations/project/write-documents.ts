import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withReference } from '../../catalog/product/reference';
import { permissionsDocument } from '../../portfolios/permissions/permissions-document';
import { coverageDocument } from '../../products/coverage/coverage';
import type { Project } from '../context';
import { costDocument } from '../cost/cost-document';
import { allProducts, chooseProducts, productFolder } from './choose-product';

/**
 * Writes what is generated from the products: the reference in each README, the coverage table, what every role may do, and
 * what every product costs.
 *
 * @param ids of the products whose READMEs are meant. @default - all
 * @returns paths of the documents
 * @throws `CatalogError` `unknown-product` with the nearest id
 */
export async function writeDocuments(project: Project, ids: readonly string[] = []): Promise<readonly string[]> {
  const products = await allProducts();
  const meant = await chooseProducts(ids);
  const references = meant.map((product) => {
    const path = join(productFolder(project, product.id), 'README.md');
    return { path, text: withReference(readFileSync(path, 'utf8'), product) };
  });
  const documents = [
    ...references,
    { path: join(project.root, 'docs', 'coverage.md'), text: coverageDocument() },
    { path: join(project.root, 'docs', 'permissions.md'), text: permissionsDocument(products) },
    { path: join(project.root, 'docs', 'cost.md'), text: await costDocument(project) },
  ];
  for (const { path, text } of documents) writeFileSync(path, text);
  return documents.map(({ path }) => path);
}
