import type { AwsOptions } from '../../operations/aws/aws-target';
import { withAwsOptions } from '../options/aws-options';
import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { columnsOf } from '../terminal/wrapped';
import { detailsJson, detailsText, launchedText } from '../texts/status-text';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog status [name]`: what is launched, and how it is; of a product or an environment, all that is known. */
export const status: Verb = (program, shell) => {
  withAwsOptions(
    program
      .command('status [name]')
      .summary('list what is launched, or say all of one of them')
      .description('list what is launched, or say all of one: a product or an environment'),
  )
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['Everything that is launched', 'status'], ['More of one of it', 'status dev-network']),
    )
    .action(async (name: string | undefined, options: AwsOptions & JsonOption) => {
      const { awsTarget } = await import('../../operations/aws/aws-target');
      const context = { target: await awsTarget(options, shell) };
      if (name !== undefined) {
        const { namedDetails } = await import('../../operations/running/product-details');
        const details = await namedDetails(context, name);
        if (options.json) return printJson(shell, detailsJson(details));
        return print(shell, detailsText(details, columnsOf(shell.stdout)));
      }
      const { launchedProducts } = await import('../../operations/running/launched-products');
      const all = await launchedProducts(context);
      return options.json ? printJson(shell, all) : print(shell, launchedText(all));
    });
};
