import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { productJson, productText } from '../texts/product-text';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog show <product>`: what one product is, asks, offers to others, and has released. */
export const show: Verb = (program, shell) => {
  program
    .command('show <product>')
    .summary('show what a product asks and offers, and its releases')
    .description('show what a product asks, what others may read of it, and its releases')
    .option(...jsonOption)
    .addHelpText('after', examples(['The questions of a product, and what they may be answered with', 'show network']))
    .action(async (id: string, { json }: JsonOption) => {
      const { chooseProduct, productFolder } = await import('../../operations/project/choose-product');
      const { loadReleases } = await import('../../catalog/release');
      const product = await chooseProduct(id);
      const releases = loadReleases(productFolder(shell, product.id));
      return json ? printJson(shell, productJson(product, releases)) : print(shell, productText(product, releases));
    });
};
