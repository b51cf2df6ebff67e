import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { examples } from '../options/examples';
import { agree } from '../terminal/confirm';
import { openContext, watch } from '../terminal/open-context';
import { print, printJson, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface ImportOptions extends ChangeOptions, JsonOption {
  readonly product: string;
  readonly version: string;
  readonly name?: string;
  readonly plan?: boolean;
}

/** `catalog import`: makes a running CloudFormation stack a provisioned product, as it runs. */
export const importStack: Verb = (program, shell) => {
  withChangeOptions(
    program
      .command('import <stack>')
      .summary('adopt a stack that runs the template of a release')
      .description('adopt a CloudFormation stack that runs the template of a release as a provisioned product'),
  )
    .requiredOption('--product <product>', 'product that it is to be')
    .requiredOption('--version <version>', 'release whose template it runs')
    .option('--name <name>', "name of the provisioned product; the stack's by default")
    .option('--plan', 'show how it differs from the release, and stop')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['A stack that runs a release, as it runs', 'import network-stack --product network --version 1.0.0']),
    )
    .action(async (stack: string, options: ImportOptions) => {
      const { chooseProduct } = await import('../../operations/project/choose-product');
      const { planAdoption, refuseDifferent, runsRelease } = await import('../../operations/adopt/plan-adoption');
      const texts = await import('../texts/adoption-text');
      const { version, name } = options;
      const product = await chooseProduct(options.product);
      const context = await openContext(shell, options, options);
      const { plan: adoption, agreement } = await planAdoption(context, { stack, product, version, name });
      if (options.plan && options.json) return printJson(shell, texts.adoptionJson(adoption));
      if (options.plan) return print(shell, texts.adoptionText(adoption));
      if (!runsRelease(adoption)) say(shell, texts.adoptionText(adoption));
      refuseDifferent(adoption);
      await agree(shell, options, agreement);
      const { carryOutAdoption } = await import('../../operations/adopt/carry-out-adoption');
      const adopted = await watch(context, carryOutAdoption(context, adoption));
      if (options.json) return printJson(shell, texts.adoptedJson(adopted));
      print(shell, texts.adoptedText(adopted));
      say(shell, texts.protectionText(adopted));
    });
};
