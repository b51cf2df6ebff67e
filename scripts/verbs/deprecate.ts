import { chooseProduct, productFolder } from '../../operations/project/choose-product';
import { checkUnpinned } from '../../operations/project/pinning-products';
import { print, printJson } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog deprecate <product> <version>`: no new launches of a release; updates to it stay possible. */
export const deprecate: Verb = (program, shell) => {
  program
    .command('deprecate <product> <version>')
    .description('deprecate a release: updates to it stay possible, new launches end with the next "catalog publish"')
    .option(...jsonOption)
    .action(async (id: string, version: string, { json }: JsonOption) => {
      const { setReleaseStatus } = await import('../../catalog/release');
      const product = await chooseProduct(id);
      await checkUnpinned(shell, product, version, ['active']);
      const { file: _, ...release } = setReleaseStatus(productFolder(shell, product.id), version, 'deprecated');
      if (json) return printJson(shell, { product: product.id, ...release });
      print(shell, `${product.id} ${version} is deprecated. Commit the ledger; "catalog publish" says so to AWS.`);
    });
};
