import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { proseColumns } from '../terminal/wrapped';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog form <product> [version]`: the form of a product as Service Catalog's console shows it. */
export const form: Verb = (program, shell) => {
  program
    .command('form <product> [version]')
    .summary("show a product's form as the console will")
    .description('show the form of a product as the console will: as its source stands, or as a release has it')
    .option(...jsonOption)
    .addHelpText('after', examples(['While you write it', 'form network'], ['As people see it now', 'form data 1.2.1']))
    .action(async (id: string, version: string | undefined, { json }: JsonOption) => {
      const { productForm } = await import('../../operations/project/product-form');
      const { formJson, formText } = await import('../texts/form-text');
      const shown = await productForm(shell, id, version);
      return json ? printJson(shell, formJson(shown)) : print(shell, formText(shown, proseColumns(shell)));
    });
};
