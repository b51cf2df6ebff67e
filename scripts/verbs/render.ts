import { writeFile } from 'node:fs/promises';
import { Option } from 'commander';
import { examples } from '../options/examples';
import { printJson, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface RenderOptions extends JsonOption {
  readonly out?: string;
  /** Older spelling of the same. */
  readonly output?: string;
}

/** `catalog render <product>`: the CloudFormation template that the product's source gives now. */
export const render: Verb = (program, shell) => {
  program
    .command('render <product>')
    .summary('print the template that the source of a product gives now')
    .description("print the product's CloudFormation template, as its source is now")
    .option('-o, --out <file>', 'write it to a file instead')
    .addOption(new Option('--output <file>').hideHelp())
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['The template as the source is now', 'render network'],
        ['The same as a file', 'render network --out network.json'],
      ),
    )
    .action(async (id: string, { output, out = output, json }: RenderOptions) => {
      const { chooseProduct } = await import('../../operations/project/choose-product');
      const { renderProduct } = await import('../../catalog/product');
      const template = renderProduct(await chooseProduct(id));
      if (out === undefined) return void shell.stdout.write(template);
      await writeFile(out, template);
      const bytes = Buffer.byteLength(template);
      if (json) printJson(shell, { file: out, bytes });
      else say(shell, `Wrote ${out} (${bytes} bytes).`);
    });
};
