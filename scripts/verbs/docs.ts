import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog docs`: writes what is generated from the products: the references in the READMEs, and those of `docs/`. */
export const docs: Verb = (program, shell) => {
  program
    .command('docs [product...]')
    .summary('write the generated documents anew')
    .description(
      'write the generated documents anew: the references in the READMEs (of all products by default), docs/coverage.md, docs/permissions.md and docs/cost.md',
    )
    .option(...jsonOption)
    .addHelpText('after', examples(['The documents of one product, and the general ones', 'docs network']))
    .action(async (ids: string[], { json }: JsonOption) => {
      const { writeDocuments } = await import('../../operations/project/write-documents');
      const files = await writeDocuments(shell, ids);
      if (json) printJson(shell, { files });
      else print(shell, files.join('\n'));
    });
};
