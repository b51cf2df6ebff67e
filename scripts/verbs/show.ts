import type { Product } from '../../catalog/product';
import type { Release } from '../../catalog/release';
import { chooseProduct, productFolder } from '../../operations/project/choose-product';
import { print, printJson } from '../terminal/shell';
import { table } from '../terminal/table';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog show <product>`: what one product is, asks, offers to others, and has released. */
export const show: Verb = (program, shell) => {
  program
    .command('show <product>')
    .description('show what a product asks, what others may read of it, and its releases')
    .option(...jsonOption)
    .action(async (id: string, { json }: JsonOption) => {
      const { loadReleases } = await import('../../catalog/release');
      const product = await chooseProduct(id);
      const releases = loadReleases(productFolder(shell, product.id));
      if (json) printJson(shell, asJson(product, releases));
      else print(shell, asText(product, releases));
    });
};

function asJson(product: Product, releases: readonly Release[]) {
  const { id, name, description, owner, distributor, support, parameters, contract } = product;
  return {
    ...{ id, name, description, owner, distributor, support, parameters },
    exports: contract.outputs,
    releases: releases.map(({ file: _, ...release }) => release),
  };
}

function asText(product: Product, releases: readonly Release[]): string {
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
