import { CatalogError } from '../../catalog/errors';
import type { Product } from '../../catalog/product';
import type { AwsOptions } from '../../operations/aws/aws-target';
import { withAwsOptions } from '../options/aws-options';
import { openTarget } from '../terminal/open-target';
import { knownError } from '../terminal/report-error';
import { print, printJson, type Shell, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface RetireOptions extends AwsOptions, JsonOption {
  readonly force?: boolean;
}

/** `catalog retire <product> <version>`: a release that nobody can launch or update to any more. */
export const retire: Verb = (program, shell) => {
  withAwsOptions(
    program
      .command('retire <product> <version>')
      .description('retire a release that nothing runs any more: nobody can launch it or update to it'),
  )
    .option('--force', "don't ask AWS whether something still runs it")
    .option(...jsonOption)
    .action(async (id: string, version: string, options: RetireOptions) => {
      const operations = await import('../../operations/project/retire');
      const { chooseProduct } = await import('../../operations/project/choose-product');
      const product = await chooseProduct(id);
      const usersOf = options.force ? undefined : () => usersOnAws(shell, product, version, options);
      const release = await operations.retire(shell, product, version, usersOf);
      if (options.json) return printJson(shell, { product: product.id, ...release });
      print(shell, `${product.id} ${version} is retired. Commit the ledger; "catalog publish" hides it on AWS.`);
    });
};

/**
 * Names of what runs a version in the account and region that the options choose.
 *
 * @throws `CatalogError` `cannot-ask`: AWS can't be asked, so nobody knows
 */
async function usersOnAws(
  shell: Shell,
  product: Product,
  version: string,
  options: AwsOptions,
): Promise<readonly string[]> {
  const { versionUsers } = await import('../../operations/project/retire');
  try {
    const target = await openTarget(shell, options, { plan: true });
    say(shell, 'Only this account and region are asked: ask the others that the portfolio is shared with too.');
    return await versionUsers({ target }, product, version);
  } catch (error) {
    const known = knownError(error);
    if (known === undefined) throw error;
    throw new CatalogError(
      'cannot-ask',
      `${product.id} ${version}: whether something still runs it can't be asked: ${known} Add --force if you know.`,
    );
  }
}
