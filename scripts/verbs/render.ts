import { writeFile } from 'node:fs/promises';
import { say } from '../terminal/shell';
import type { Verb } from '../verb';

/** `catalog render <product>`: the CloudFormation template that the product's source gives now. */
export const render: Verb = (program, shell) => {
  program
    .command('render <product>')
    .description("print the product's CloudFormation template, as its source is now")
    .option('-o, --output <file>', 'write it to a file instead')
    .action(async (id: string, { output }: { output?: string }) => {
      const { chooseProduct } = await import('../../operations/project/choose-product');
      const { renderProduct } = await import('../../catalog/product');
      const template = renderProduct(await chooseProduct(id));
      if (output === undefined) return void shell.stdout.write(template);
      await writeFile(output, template);
      say(shell, `Wrote ${output} (${Buffer.byteLength(template)} bytes).`);
    });
};
