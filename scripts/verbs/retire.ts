import { CatalogError } from '../../catalog/errors';
import type { Product } from '../../catalog/product';
import type { AwsOptions } from '../../operations/aws/aws-target';
import { withAwsOptions } from '../options/aws-options';
import { examples } from '../options/examples';
import { openTarget } from '../terminal/open-target';
import { knownError } from '../terminal/report-error';
import { print, printJson, type Shell, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface RetireOptions extends AwsOptions, JsonOption {
  readonly force?: boolean;
  readonly security?: string;
  /** Roles of receiving accounts to look into them with. */
  readonly roleArn?: readonly string[];
}

/** `catalog retire <product> <version>`: a release that nobody can launch or update to any more. */
export const retire: Verb = (program, shell) => {
  withAwsOptions(
    program
      .command('retire <product> <version>')
      .summary('hide a deprecated release that nothing runs any more')
      .description('retire a deprecated release that nothing runs any more: nobody can launch it or update to it'),
  )
    .option('--role-arn <arn...>', 'roles to look into receiving accounts with, one an account')
    .option('--security <reason>', 'hide it at once, whatever runs it; "catalog doctor" says what that is')
    .option('--force', "don't ask AWS whether something still runs it")
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['A deprecated release that nothing runs', 'retire network 1.0.0'],
        ['One that must not run', "retire network 1.0.0 --security 'Open to all.'"],
      ),
    )
    .action(async (id: string, version: string, options: RetireOptions) => {
      const operations = await import('../../operations/project/retire');
      const { chooseProduct } = await import('../../operations/project/choose-product');
      const product = await chooseProduct(id);
      const { security, force, json } = options;
      const asks = { usersOf: () => usersOnAws(shell, product, version, options) };
      const release = await operations.retire(shell, product, version, { security, ...(!force && asks) });
      if (json) return printJson(shell, { product: product.id, ...release });
      print(shell, `${product.id} ${version} is retired. Commit the ledger; "catalog publish" hides it on AWS.`);
    });
};

/**
 * Names of what runs a version, in all accounts and regions that can be asked.
 *
 * @throws `CatalogError` `cannot-ask`: AWS can't be asked, so nobody knows
 */
async function usersOnAws(
  shell: Shell,
  product: Product,
  version: string,
  options: RetireOptions,
): Promise<readonly string[]> {
  const { findVersionUse } = await import('../../operations/project/version-use');
  try {
    const target = await openTarget(shell, options, { plan: true });
    const context = { project: { root: shell.root }, target };
    const { users, asked, unasked } = await findVersionUse(context, product, version, options.roleArn);
    say(shell, `Asked: ${asked.join(', ')}.`);
    if (unasked.length > 0) {
      say(
        shell,
        `Not asked, though the catalog is shared with them: ${unasked.join(', ')}; name a role with --role-arn.`,
      );
    }
    return users;
  } catch (error) {
    const known = knownError(error);
    if (known === undefined) throw error;
    throw new CatalogError(
      'cannot-ask',
      `${product.id} ${version}: whether something still runs it can't be asked: ${known.message} Add --force if you know.`,
    );
  }
}
