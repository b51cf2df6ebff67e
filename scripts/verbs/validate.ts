import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog validate [product…]`: AWS's template validator over the products, as every environment type. */
export const validate: Verb = (program, shell) => {
  program
    .command('validate [product...]')
    .summary("run AWS's template validator over the products")
    .description("run AWS's template validator over the products, as every environment type")
    .option(...jsonOption)
    .addHelpText('after', examples(['One product', 'validate network'], ['All of them', 'validate']))
    .action(async (ids: readonly string[], { json }: JsonOption) => {
      const { refuseInvalid, validateProducts } = await import('../../operations/project/validate');
      const { validationText } = await import('../texts/validation-text');
      const validations = await validateProducts(ids);
      if (json) printJson(shell, validations);
      else for (const validation of validations) print(shell, validationText(validation));
      refuseInvalid(validations);
    });
};
