import { CatalogError } from '../../catalog/errors';
import type { Product } from '../../catalog/product';
import type { AwsOptions } from '../../operations/aws/aws-target';
import { allProvisionedProducts } from '../../operations/aws/provisioned-product';
import { chooseProduct, productFolder } from '../../operations/project/choose-product';
import { checkUnpinned } from '../../operations/project/pinning-products';
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
      const { setReleaseStatus } = await import('../../catalog/release');
      const product = await chooseProduct(id);
      await checkUnpinned(shell, product, version, ['active', 'deprecated']);
      if (!options.force) await checkUnused(shell, product, version, options);
      const { file: _, ...release } = setReleaseStatus(productFolder(shell, product.id), version, 'retired');
      if (options.json) return printJson(shell, { product: product.id, ...release });
      print(shell, `${product.id} ${version} is retired. Commit the ledger; "catalog publish" hides it on AWS.`);
    });
};

/**
 * Makes sure that nothing in the account and region runs a version, whoever launched it: tiers of an environment are
 * provisioned products themselves, and count.
 *
 * @throws `CatalogError` `release-in-use`; `cannot-ask`: AWS can't be asked, so nobody knows
 */
async function checkUnused(shell: Shell, product: Product, version: string, options: AwsOptions): Promise<void> {
  const running = await whatRuns(shell, product, version, options).catch((error: unknown) => {
    const known = knownError(error);
    if (known === undefined) throw error;
    throw new CatalogError(
      'cannot-ask',
      `${product.id} ${version}: whether something still runs it can't be asked: ${known} Add --force if you know.`,
    );
  });
  if (running.length === 0) return;
  throw new CatalogError(
    'release-in-use',
    `${product.id} ${version}: ${running.join(', ')} still ${running.length > 1 ? 'run' : 'runs'} it; upgrade or ` +
      'terminate first, or add --force.',
  );
}

async function whatRuns(shell: Shell, product: Product, version: string, options: AwsOptions): Promise<string[]> {
  const target = await openTarget(shell, options, { plan: true });
  say(shell, 'Only this account and region are asked: ask the others that the portfolio is shared with too.');
  const all = await allProvisionedProducts(await target.serviceCatalog());
  return all
    .filter(
      ({ ProductName, ProvisioningArtifactName }) =>
        ProductName === product.name && ProvisioningArtifactName === version,
    )
    .map(({ Name }) => Name ?? '')
    .sort();
}
