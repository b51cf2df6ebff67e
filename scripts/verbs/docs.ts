import { print } from '../terminal/shell';
import type { Verb } from '../verb';

/** `catalog docs`: writes what is generated from the products: the references in the READMEs, and those of `docs/`. */
export const docs: Verb = (program, shell) => {
  program
    .command('docs [product...]')
    .description(
      'write the generated documents anew: the references in the READMEs (of all products by default), docs/coverage.md and docs/permissions.md',
    )
    .action(async (ids: string[]) => {
      const { writeDocuments } = await import('../../operations/project/write-documents');
      for (const path of await writeDocuments(shell, ids)) print(shell, path);
    });
};
