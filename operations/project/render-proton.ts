import { DetailedError } from '../../catalog/detailed-error';
import type { Product } from '../../catalog/product';
import { type Bundle, renderBundle } from '../../catalog/proton';
import { loadReleases, type Release, releaseTemplate } from '../../catalog/release';
import type { Project } from '../context';
import { named } from '../nearest';
import { productFolder } from './choose-product';

/**
 * Renders a release of a product as a Proton bundle.
 *
 * @param version the newest release by default
 * @throws `CatalogError` `not-released`, `unknown-version`, and those of `renderBundle`
 */
export async function renderProton(project: Project, product: Product, version?: string): Promise<Bundle> {
  const { bundleSource } = await import('./bundle-source');
  const release = chooseRelease(project, product.id, version);
  const template = releaseTemplate(release);
  const majorVersion = (id: string) =>
    Number(loadReleases(productFolder(project, id)).at(-1)?.version.split('.')[0] ?? 1);
  return renderBundle(bundleSource(product, release.version, template, majorVersion));
}

function chooseRelease(project: Project, id: string, version: string | undefined): Release {
  const releases = loadReleases(productFolder(project, id));
  const newest = releases.at(-1);
  if (newest === undefined) {
    throw new DetailedError('not-released', `${id} has no release`, {
      remedies: [
        { do: 'verb', verb: 'release', operands: [id, 'minor'], options: { notes: '…' }, label: 'Release it first' },
      ],
    });
  }
  return version === undefined ? newest : named('version', version, releases, (release) => release.version);
}
