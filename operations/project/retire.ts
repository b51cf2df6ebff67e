import { DetailedError } from '../../catalog/detailed-error';
import type { Product } from '../../catalog/product';
import { type LedgerEntry, setReleaseStatus } from '../../catalog/release';
import { allProvisionedProducts } from '../aws/provisioned-product';
import type { OperationContext, Project } from '../context';
import { checkUnpinned } from './check-pins';
import { productFolder } from './choose-product';

/**
 * Deprecates a release: updates to it stay possible, new launches end with the next publishing.
 *
 * @throws `CatalogError` `pinned-release`, `unknown-release`; those of `setReleaseStatus`
 */
export async function deprecate(project: Project, product: Product, version: string): Promise<LedgerEntry> {
  await checkUnpinned(project, product, version, ['active']);
  const { file: _, ...release } = setReleaseStatus(productFolder(project, product.id), version, 'deprecated');
  return release;
}

/**
 * Retires a release that nothing runs any more: nobody can launch it or update to it.
 *
 * @param usersOf names of what runs the version, asked for once nothing else stands against it; without it nobody is asked
 * @throws `CatalogError` `pinned-release`, `unknown-release`, `release-in-use`; those of `setReleaseStatus`
 */
export async function retire(
  project: Project,
  product: Product,
  version: string,
  usersOf?: () => Promise<readonly string[]>,
): Promise<LedgerEntry> {
  await checkUnpinned(project, product, version, ['active', 'deprecated']);
  refuseUsed(product, version, (await usersOf?.()) ?? []);
  const { file: _, ...release } = setReleaseStatus(productFolder(project, product.id), version, 'retired');
  return release;
}

/**
 * Names of what runs a version in the account and region, whoever launched it: tiers of an environment are provisioned
 * products themselves, and count.
 */
export async function versionUsers(
  { target }: Pick<OperationContext, 'target'>,
  product: Product,
  version: string,
): Promise<readonly string[]> {
  const all = await allProvisionedProducts(await target.serviceCatalog());
  return all
    .filter((each) => each.ProductName === product.name && each.ProvisioningArtifactName === version)
    .map(({ Name }) => Name ?? '')
    .sort();
}

function refuseUsed({ id }: Product, version: string, users: readonly string[]): void {
  if (users.length === 0) return;
  throw new DetailedError(
    'release-in-use',
    `${id} ${version}: ${users.join(', ')} still ${users.length > 1 ? 'run' : 'runs'} it; upgrade or terminate first`,
    { remedies: [{ do: 'again', options: { force: true }, label: 'Retire it all the same' }] },
  );
}
