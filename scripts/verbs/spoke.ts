import { writeFile } from 'node:fs/promises';
import { allProducts } from '../../operations/project/choose-product';
import { say } from '../terminal/shell';
import type { Verb } from '../verb';

/** `catalog spoke`: the template of what an account needs that receives portfolios. */
export const spoke: Verb = (program, shell) => {
  program
    .command('spoke')
    .description('print the CloudFormation template that an account needs which receives portfolios')
    .option('-o, --out <file>', 'write it to a file instead')
    .action(async ({ out }: { out?: string }) => {
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
      say(
        shell,
        `Wrote ${out} (${bytes} bytes${large ? `; beyond ${TEMPLATE_BODY_BYTES} it goes by its address in S3` : ''}).`,
      );
    });
};
