import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog deprecate <product> <version>`: no new launches of a release; updates to it stay possible. */
export const deprecate: Verb = (program, shell) => {
  program
    .command('deprecate <product> <version>')
    .summary('end new launches of a release; updates to it stay possible')
    .description('deprecate a release: updates to it stay possible, new launches end with the next "catalog publish"')
    .option(...jsonOption)
    .addHelpText('after', examples(['No new launches of a release', 'deprecate network 1.0.0']))
    .action(async (id: string, version: string, { json }: JsonOption) => {
      const operations = await import('../../operations/project/retire');
      const { chooseProduct } = await import('../../operations/project/choose-product');
      const product = await chooseProduct(id);
      const release = await operations.deprecate(shell, product, version);
      if (json) return printJson(shell, { product: product.id, ...release });
      print(shell, `${product.id} ${version} is deprecated. Commit the ledger; "catalog publish" says so to AWS.`);
    });
};
