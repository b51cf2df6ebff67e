import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { proseColumns } from '../terminal/wrapped';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog show <product> [version]`: what one product is, asks, offers to others, and has released. */
export const show: Verb = (program, shell) => {
  program
    .command('show <product> [version]')
    .summary('show what a product asks and offers, and its releases')
    .description('show what a product asks, what others may read of it, and its releases')
    .option(...jsonOption)
    .addHelpText('after', examples(['The questions of a product, and what they may be answered with', 'show network']))
    .action(async (id: string, version: string | undefined, { json }: JsonOption) => {
      const { showProduct } = await import('../../operations/project/show-product');
      const { productJson, productText } = await import('../texts/product-text');
      const shown = await showProduct(shell, id, version);
      return json ? printJson(shell, productJson(shown)) : print(shell, productText(shown, proseColumns(shell)));
    });
};
