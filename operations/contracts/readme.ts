import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogError } from '../../catalog/errors';
import type { Product } from '../../catalog/product';
import { withReference } from '../../catalog/product/reference';
import type { Project } from '../context';
import { productFolder } from '../project/choose-product';
import { type Contract, sourceOf } from './contract';

/** A product's README: its title, its generated tables and its sections. */
export const readme: Contract = {
  subject: 'README',
  rules: [
    {
      title: 'has a README with the title that Service Catalog shows',
      advice: (product) => `Begin ${sourceOf(product, 'README.md')} with "# ${product.name}".`,
      check(product, { project }) {
        const [title = ''] = textOf(product, project).split('\n');
        return title === `# ${product.name}` ? [] : [`it begins with "${title}"`];
      },
    },
    {
      title: 'has a README with the tables that its definition gives',
      advice: () => 'Write the generated documents anew.',
      remedy: ({ id }) => ({ do: 'verb', verb: 'docs', operands: [id] }),
      check(product, { project }) {
        const text = textOf(product, project);
        const written = text.split('\n');
        try {
          const wanted = withReference(text, product).split('\n');
          const line = wanted.findIndex((each, index) => each !== written[index]);
          return line === -1 && wanted.length === written.length
            ? []
            : [`line ${line + 1} isn't "${wanted[line] ?? ''}"`];
        } catch (error) {
          if (!(error instanceof CatalogError)) throw error;
          return [error.message];
        }
      },
    },
    {
      title: 'has a README that says what it creates and how to upgrade',
      advice: (product) => `Write these sections into ${sourceOf(product, 'README.md')}.`,
      check(product, { project }) {
        const sections = { '## What it creates': /^## What it creates$/m, '## Upgrading': /^## Upgrading/m };
        return Object.entries(sections).flatMap(([title, pattern]) =>
          pattern.test(textOf(product, project)) ? [] : [`there is no "${title}"`],
        );
      },
    },
  ],
};

/** README of a product; empty where there is none. */
function textOf({ id }: Product, project: Project): string {
  const file = join(productFolder(project, id), 'README.md');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
