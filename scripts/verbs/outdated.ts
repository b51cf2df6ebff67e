import { type AwsOptions, awsTarget } from '../../operations/aws/aws-target';
import { allProducts } from '../../operations/project/choose-product';
import type { OutdatedProduct } from '../../operations/upgrade/outdated';
import { withAwsOptions } from '../options/aws-options';
import { print, printJson } from '../terminal/shell';
import { table } from '../terminal/table';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog outdated`: what is launched and behind its newest version, or on one that is deprecated or hidden. */
export const outdated: Verb = (program, shell) => {
  withAwsOptions(
    program.command('outdated').description('list what runs behind its newest version, or a deprecated one'),
  )
    .option(...jsonOption)
    .action(async (options: AwsOptions & JsonOption) => {
      const { outdatedProducts } = await import('../../operations/upgrade/outdated');
      const found = await outdatedProducts(await awsTarget(options, shell), await allProducts());
      if (options.json) return printJson(shell, found);
      if (found.length === 0) return print(shell, 'Everything that is launched runs its newest version.');
      const headings = ['NAME', 'PRODUCT', 'VERSION', 'NEWEST', 'STATUS', 'WHAT TO DO'];
      print(shell, table(headings, found.map(cells)));
    });
};

function cells(one: OutdatedProduct): string[] {
  const { name, product, version, newest, status, guidance, environment } = one;
  const running = guidance === 'active' ? version : `${version} (${guidance})`;
  return [environment === undefined ? name : `  ${name}`, product, running, newest ?? 'none', status, advice(one)];
}

function advice({ name, environment, isBehind }: OutdatedProduct): string {
  if (environment !== undefined) return `upgrade the environment: ${environment}`;
  return isBehind ? `npm run catalog -- upgrade ${name}` : 'no newer version to go to';
}
