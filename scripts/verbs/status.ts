import type { AwsOptions } from '../../operations/aws/aws-target';
import { withAwsOptions } from '../options/aws-options';
import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { detailsText, launchedText } from '../texts/status-text';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog status [name]`: what is launched, and how it is. */
export const status: Verb = (program, shell) => {
  withAwsOptions(program.command('status [name]').description('list what is launched, or say more of one of it'))
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['Everything that is launched', 'status'], ['More of one of it', 'status dev-network']),
    )
    .action(async (name: string | undefined, options: AwsOptions & JsonOption) => {
      const { awsTarget } = await import('../../operations/aws/aws-target');
      const { launchedProducts, productDetails } = await import('../../operations/running/details');
      const context = { target: await awsTarget(options, shell) };
      if (name !== undefined) {
        const details = await productDetails(context, name);
        return options.json ? printJson(shell, details) : print(shell, detailsText(details));
      }
      const all = await launchedProducts(context);
      return options.json ? printJson(shell, all) : print(shell, launchedText(all));
    });
};
