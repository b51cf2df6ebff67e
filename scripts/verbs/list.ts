import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { listText } from '../texts/product-text';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog list`: the products and their releases, as the project has them. */
export const list: Verb = (program, shell) => {
  program
    .command('list')
    .description('list the products and their releases')
    .option(...jsonOption)
    .addHelpText('after', examples(['The products and their releases', 'list']))
    .action(async ({ json }: JsonOption) => {
      const { listProducts } = await import('../../operations/project/list-products');
      const products = await listProducts(shell);
      return json ? printJson(shell, products) : print(shell, listText(products));
    });
};
