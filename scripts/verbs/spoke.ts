import { writeFile } from 'node:fs/promises';
import { allProducts } from '../../operations/project/choose-product';
import { examples } from '../options/examples';
import { printJson, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog spoke`: the template of what an account needs that receives portfolios. */
export const spoke: Verb = (program, shell) => {
  program
    .command('spoke')
    .summary('print the template that a receiving account needs')
    .description('print the CloudFormation template that an account needs which receives portfolios')
    .option('-o, --out <file>', 'write it to a file instead')
    .option(...jsonOption)
    .addHelpText('after', examples(['The template as a file', 'spoke --out spoke.json']))
    .action(async ({ out, json }: JsonOption & { readonly out?: string }) => {
      const { projectSettings } = await import('../../portfolios/context-file');
      const { renderSpoke, TEMPLATE_BODY_BYTES } = await import('../../portfolios/stacks/spoke-template');
      const template = renderSpoke(projectSettings(shell.root), await allProducts());
      if (out === undefined) {
        shell.stdout.write(template);
        return;
      }
      await writeFile(out, template);
      const bytes = Buffer.byteLength(template);
      const large = bytes > TEMPLATE_BODY_BYTES;
      if (json) return printJson(shell, { file: out, bytes });
      say(
        shell,
        `Wrote ${out} (${bytes} bytes${large ? `; beyond ${TEMPLATE_BODY_BYTES} it goes by its address in S3` : ''}).`,
      );
    });
};
