import { print } from '../terminal/shell';
import type { Verb } from '../verb';

/** `catalog docs`: writes what is generated from the products: the reference in each README, and the coverage table. */
export const docs: Verb = (program, shell) => {
  program
    .command('docs')
    .description('write the generated documents anew: the references in the READMEs, and docs/coverage.md')
    .action(async () => {
      const { writeDocuments } = await import('../../operations/project/write-documents');
      for (const path of await writeDocuments(shell)) print(shell, path);
    });
};
