import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog new-product <id>`: a folder with a small whole product, its test and its line in the registry. */
export const newProduct: Verb = (program, shell) => {
  program
    .command('new-product <id>')
    .description('write the folder of a new product, with a test, and register it')
    .option('--name <name>', 'name in the console; it never changes either')
    .option('--before <product>', 'the first product that will import from it (default: environment, which comes last)')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['A small whole product to begin with', 'new-product cache'],
        ['One that the network imports from', 'new-product addresses --before network'],
      ),
    )
    .action(async (id: string, { name, before, json }: JsonOption & { name?: string; before?: string }) => {
      const { writeNewProduct } = await import('../../operations/project/new-product');
      const files = writeNewProduct(shell.root, { id, name: name ?? consoleName(id), before });
      if (json) return printJson(shell, { product: id, files });
      print(shell, [...files.map((file) => `Wrote ${file}`), 'Now make it yours, and run "npm test".'].join('\n'));
    });
};

function consoleName(id: string): string {
  const words = id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `Bellyfed ${words.join(' ')}`;
}
