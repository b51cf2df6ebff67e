import { print } from '../terminal/shell';
import type { Verb } from '../verb';

/** `catalog docs`: writes what is generated from the products: the references in the READMEs, and those of `docs/`. */
export const docs: Verb = (program, shell) => {
  program
    .command('docs')
    .description(
      'write the generated documents anew: the references in the READMEs, docs/coverage.md and docs/permissions.md',
    )
    .action(async () => {
      const { writeDocuments } = await import('../../operations/project/write-documents');
      for (const path of await writeDocuments(shell)) print(shell, path);
    });
};
