import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { measureText } from '../texts/measure-text';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog measure [product…]`: how near the products are to AWS's limits, and what they allow on every resource. */
export const measure: Verb = (program, shell) => {
  program
    .command('measure [product...]')
    .summary("print templates' sizes against AWS's limits")
    .description("print templates' sizes against AWS's limits, and statements on every resource with their reasons")
    .option(...jsonOption)
    .addHelpText('after', examples(['One product', 'measure network']))
    .action(async (ids: readonly string[], { json }: JsonOption) => {
      const { measureProducts } = await import('../../operations/project/measure');
      const measures = await measureProducts(ids);
      return json ? printJson(shell, measures) : print(shell, measureText(measures));
    });
};
