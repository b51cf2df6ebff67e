import type { AwsOptions } from '../../operations/aws/aws-target';
import { withAwsOptions } from '../options/aws-options';
import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { table } from '../terminal/table';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog outputs <name>`: what a provisioned product says of what it made. */
export const outputs: Verb = (program, shell) => {
  withAwsOptions(program.command('outputs <name>').description('print the outputs of a provisioned product'))
    .option(...jsonOption)
    .addHelpText('after', examples(['Values for programs', 'outputs dev-network --json']))
    .action(async (name: string, options: AwsOptions & JsonOption) => {
      const { awsTarget } = await import('../../operations/aws/aws-target');
      const { productOutputs } = await import('../../operations/running/details');
      const values = await productOutputs({ target: await awsTarget(options, shell) }, name);
      if (options.json) printJson(shell, values);
      else print(shell, table(['OUTPUT', 'VALUE'], Object.entries(values)));
    });
};
