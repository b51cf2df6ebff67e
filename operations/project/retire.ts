import { DetailedError } from '../../catalog/detailed-error';
import type { Product } from '../../catalog/product';
import { findRelease, type LedgerEntry, loadReleases, setReleaseStatus } from '../../catalog/release';
import type { Project } from '../context';
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

/** Wish to retire a release. */
export interface RetirementWish {
  /** Reason to hide it at once, deprecated or not, and whatever runs it. @default - it waits until nothing does */
  readonly security?: string | undefined;
  /** Asks for names of what runs the version, once nothing else stands against it. @default - nobody is asked */
  usersOf?(): Promise<readonly string[]>;
}

/**
 * Retires a release: nobody launches it or updates to it any more, and AWS takes no update to it of what runs it, nor a
 * rollback. So it is the second of two steps: first it is deprecated, which ends new launches; then, once nothing runs it, it is
 * hidden.
 *
 * @throws `CatalogError` `pinned-release`, `unknown-release`, `not-deprecated`, `release-in-use`; those of `setReleaseStatus`
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisioningArtifact.html
 */
export async function retire(
  project: Project,
  product: Product,
  version: string,
  { security, usersOf }: RetirementWish = {},
): Promise<LedgerEntry> {
  await checkUnpinned(project, product, version, ['active', 'deprecated']);
  if (security === undefined) {
    refuseUndeprecated(project, product, version);
    refuseUsed(product, version, (await usersOf?.()) ?? []);
  }
  const folder = productFolder(project, product.id);
  const { file: _, ...release } = setReleaseStatus(folder, version, 'retired', security);
  return release;
}

function refuseUndeprecated(project: Project, { id }: Product, version: string): void {
  const { status } = findRelease(id, loadReleases(productFolder(project, id)), version);
  if (status !== 'active') return;
  throw new DetailedError(
    'not-deprecated',
    `${id} ${version}: it is active, and whoever launches it today couldn't change an answer of it tomorrow; end new launches first`,
    {
      remedies: [
        { do: 'verb', verb: 'deprecate', operands: [id, version] },
        { do: 'again', options: { security: '<reason>' }, label: 'If it must not run any longer, say why' },
      ],
    },
  );
}

function refuseUsed({ id }: Product, version: string, users: readonly string[]): void {
  if (users.length === 0) return;
  throw new DetailedError(
    'release-in-use',
    `${id} ${version}: ${users.join(', ')} still ${users.length > 1 ? 'run' : 'runs'} it; upgrade or terminate first`,
    { remedies: [{ do: 'again', options: { force: true }, label: 'Retire it all the same' }] },
  );
}
