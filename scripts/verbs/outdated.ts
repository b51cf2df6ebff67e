import { type AwsOptions, awsTarget } from '../../operations/aws/aws-target';
import { withAwsOptions } from '../options/aws-options';
import { examples } from '../options/examples';
import { print, printJson } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog outdated`: what is launched and behind its newest version, or on one that is deprecated or hidden. */
export const outdated: Verb = (program, shell) => {
  withAwsOptions(
    program.command('outdated').description('list what runs behind its newest version, or a deprecated one'),
  )
    .option(...jsonOption)
    .addHelpText('after', examples(['What runs behind its newest version', 'outdated']))
    .action(async (options: AwsOptions & JsonOption) => {
      const { outdatedProducts } = await import('../../operations/upgrade/outdated');
      const { outdatedText } = await import('../texts/outdated-text');
      const found = await outdatedProducts(await awsTarget(options, shell));
      if (options.json) printJson(shell, found);
      else print(shell, outdatedText(found));
    });
};
