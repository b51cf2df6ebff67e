import type { Product } from '../../catalog/product';
import type { Release } from '../../catalog/release';
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

/** A product as `--json` prints it. */
export function productJson(product: Product, releases: readonly Release[]) {
  const { id, name, description, owner, distributor, support, parameters, contract } = product;
  return {
    ...{ id, name, description, owner, distributor, support, parameters },
    exports: contract.outputs,
    releases: releases.map(({ file: _, ...release }) => release),
  };
}

/** Text of a product: its questions, its exports and its releases. */
export function productText(product: Product, releases: readonly Release[]): string {
  const { id, name, description, owner, support, parameters, contract } = product;
  const questions = Object.entries(parameters).map(([group, definitions]) =>
    table(
      [group.toUpperCase(), 'DEFAULT', 'WHAT TO TYPE'],
      Object.entries(definitions).map(([key, definition]) => [
        key,
        definition.default === undefined ? '(asked)' : `${definition.default}`,
        definition.constraintDescription,
      ]),
    ),
  );
  const outputs = Object.entries(contract.outputs).map(([output, { description }]) => [output, description]);
  const versions = releases.map(({ version, date, status, notes }) => [version, date, status, notes.split('\n')[0]]);
  return [
    `${name} (${id})`,
    description,
    `Owner: ${owner}. Support: ${support.email}, ${support.url}`,
    ...questions,
    outputs.length > 0 ? table(['EXPORT', 'WHAT IT IS'], outputs) : 'Other products read nothing of it.',
    versions.length > 0 ? table(['RELEASE', 'DATE', 'STATUS', 'NOTES'], versions.toReversed()) : 'Not released yet.',
  ].join('\n\n');
}
