import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allProducts, productFolder } from '../../operations/project/choose-product';
import { print } from '../terminal/shell';
import type { Verb } from '../verb';

/** `catalog docs`: writes what is generated from the products: the reference in each README, and the coverage table. */
export const docs: Verb = (program, shell) => {
  program
    .command('docs')
    .description('write the generated documents anew: the references in the READMEs, and docs/coverage.md')
    .action(async () => {
      const { withReference } = await import('../../catalog/product/reference');
      const { coverageDocument } = await import('../../products/coverage/coverage');
      const documents = (await allProducts()).map((product) => {
        const path = join(productFolder(shell, product.id), 'README.md');
        return { path, text: withReference(readFileSync(path, 'utf8'), product) };
      });
      for (const { path, text } of [
        ...documents,
        { path: join(shell.root, 'docs', 'coverage.md'), text: coverageDocument() },
      ]) {
        writeFileSync(path, text);
        print(shell, path);
      }
    });
};
