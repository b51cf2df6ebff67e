import type { AwsOptions } from '../../operations/aws/aws-target';
import { withAwsOptions } from '../options/aws-options';
import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { columnsOf } from '../terminal/wrapped';
import { outputsJson, outputsText } from '../texts/outputs-text';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog outputs <name>`: what a provisioned product, or an environment, says of what it made. */
export const outputs: Verb = (program, shell) => {
  withAwsOptions(
    program
      .command('outputs <name>')
      .summary('print the outputs of what is launched')
      .description('print the outputs of a product that is launched, or of an environment'),
  )
    .option(...jsonOption)
    .addHelpText('after', examples(['Values for programs', 'outputs dev-network --json']))
    .action(async (name: string, options: AwsOptions & JsonOption) => {
      const { awsTarget } = await import('../../operations/aws/aws-target');
      const { namedOutputs } = await import('../../operations/running/launched-products');
      const all = await namedOutputs({ target: await awsTarget(options, shell) }, name);
      if (options.json) printJson(shell, outputsJson(all));
      else print(shell, outputsText(all, columnsOf(shell.stdout)));
    });
};
