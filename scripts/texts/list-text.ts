import type { ListedProduct } from '../../operations/project/list-products';
import { table } from '../terminal/table';

/** Text of the products: a line each. */
export function listText(products: readonly ListedProduct[]): string {
  const cells = products.map(({ id, name, releases }) => [
    id,
    name,
    releases.findLast(({ status }) => status === 'active')?.version ?? 'none',
    `${releases.length}`,
  ]);
  return table(['PRODUCT', 'NAME', 'NEWEST', 'RELEASES'], cells);
}
