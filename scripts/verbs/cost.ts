import { USUAL_REGION } from '../../catalog/cost/price-book';
import { CatalogError } from '../../catalog/errors';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import type { AwsOptions } from '../../operations/aws/aws-target';
import type { CostOptions } from '../../operations/cost/cost-options';
import { withAwsOptions } from '../options/aws-options';
import { examples } from '../options/examples';
import { collectKeyValues } from '../options/key-values';
import { print, printJson, type Shell } from '../terminal/shell';
import { proseColumns } from '../terminal/wrapped';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface CostVerbOptions extends CostOptions, AwsOptions, JsonOption {
  readonly type?: string;
  readonly parameter: Readonly<Record<string, string>>;
}

/** `catalog cost <product|name> [version]`: what a product would cost in a month, or what runs does. */
export const cost: Verb = (program, shell) => {
  withAwsOptions(
    program
      .command('cost <product|name> [version]')
      .summary('say what a product costs a month, or what runs')
      .description('say what a product would cost a month before it is launched, or what runs costs, at list prices'),
  )
    .option('-t, --type <type>', `what the environment is for: ${environmentTypeNames.join(', ')}`)
    .option('-p, --parameter <Key=Value>', 'an answer to the form; give it once for each', collectKeyValues, {})
    .option('--usage <file>', 'a YAML file of what is used in a month, by what it is charged as')
    .option('--awake', 'databases that pause when idle at their least capacity')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['A whole environment, before it is launched', 'cost environment --type dev'],
        ['A release, with an answer and with use', 'cost network 1.1.0 -t prod -p ZoneCount=2 --usage usage.yaml'],
        ['What runs', 'cost dev'],
      ),
    )
    .action(async (subject: string, version: string | undefined, options: CostVerbOptions) => {
      const { costJson, costText } = await import('../texts/cost-text');
      const told = await tell(shell, subject, version, options);
      if (options.json) printJson(shell, costJson(told));
      else print(shell, costText(told, proseColumns(shell), new Date()));
    });
};

async function tell(shell: Shell, subject: string, version: string | undefined, options: CostVerbOptions) {
  const { costOfProduct, isProduct } = await import('../../operations/cost/cost-of-product');
  const { type, parameter: answers } = options;
  if (isProduct(shell, subject)) {
    const region = options.region || shell.env.AWS_REGION || shell.env.AWS_DEFAULT_REGION || USUAL_REGION;
    return costOfProduct(shell, { ...options, id: subject, version, answers, region });
  }
  if (type !== undefined || version !== undefined || Object.keys(answers).length > 0) {
    const { chooseProduct } = await import('../../operations/project/choose-product');
    const { id } = await chooseProduct(subject);
    throw new CatalogError('no-release', `${id} can't be read in ${shell.root}.`);
  }
  const { awsTarget } = await import('../../operations/aws/aws-target');
  const { costOfRunning } = await import('../../operations/cost/cost-of-running');
  return costOfRunning({ project: shell, target: await awsTarget(options, shell) }, subject, options);
}
