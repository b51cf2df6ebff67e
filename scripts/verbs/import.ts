import { CatalogError } from '../../catalog/errors';
import { chooseProduct } from '../../operations/project/choose-product';
import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { confirm } from '../terminal/confirm';
import { openTarget } from '../terminal/open-target';
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
      .description('adopt a CloudFormation stack that runs the template of a release as a provisioned product'),
  )
    .requiredOption('--product <id>', 'product that it is to be')
    .requiredOption('--version <version>', 'release whose template it runs')
    .option('--name <name>', "name of the provisioned product; @default the stack's")
    .option('--plan', 'show how it differs from the release, and stop')
    .option(...jsonOption)
    .action(async (stack: string, options: ImportOptions) => {
      const product = await chooseProduct(options.product);
      const target = await openTarget(shell, options, options);
      const { openAdoption } = await import('../../operations/adopt/adoption');
      const adoption = await openAdoption(shell, target, { stack, product, version: options.version });
      const { stackName, version, comparison } = adoption;
      const name = options.name ?? stackName;
      const { comparisonText } = await import('../texts/comparison-text');
      const isSame = comparison.bump === 'none';
      if (options.plan && options.json) printJson(shell, { name, stack: stackName, version, ...comparison });
      else if (options.plan || !isSame) {
        const text = comparisonText({ from: stackName, to: `${product.id} ${version}`, ...comparison });
        if (options.plan) print(shell, isSame ? `${stackName} runs ${product.id} ${version}.` : text);
        else say(shell, text);
      }
      if (options.plan) return;
      if (!isSame) {
        const runs = adoption.runs === undefined ? '' : ` It runs ${adoption.runs}: name that with --version.`;
        throw new CatalogError(
          'different-template',
          `${stackName} doesn't run the template of ${product.id} ${version}, and Service Catalog adopts nothing else.` +
            (runs || ' Update the stack to a release first.'),
        );
      }
      await confirm(shell, options, `Import ${stackName} as ${name} (${product.id} ${version})?`);
      const { adopt } = await import('../../operations/adopt/adopt');
      await adopt(shell, target, { adoption, product, name, json: options.json });
    });
};
