import { boundariesIn, unboundedRoles } from '../../../catalog/product/permissions-boundary';
import { releaseTemplate } from '../../../catalog/release';
import { allProvisionedProducts } from '../../aws/provisioned-product';
import { hasPolicy } from '../../running/permissions-boundary';
import { homeView } from '../account-stack';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { broken, type Finding, sound } from '../finding';
import { deployingStack } from '../write-remedy';

/**
 * Checks that the account has the permissions boundaries that versions name, without which their launches fail, and names
 * what runs of versions whose roles have none.
 */
export async function checkBoundary(examination: Examination, launching: AccountView): Promise<Finding[]> {
  const subject = { check: 'boundary' } as const;
  const { offers, settings } = examination;
  const boundaries = new Set(
    offers.flatMap(({ releases }) => releases.slice(-1).flatMap((it) => boundariesIn(releaseTemplate(it)))),
  );
  const missing: string[] = [];
  for (const name of boundaries) if (!(await hasPolicy(launching.target, name))) missing.push(name);
  if (missing.length > 0) {
    const home = await homeView(examination, launching);
    const problem = `The account lacks ${missing.join(', ')}, which the roles of the newest versions are bounded by.`;
    return [broken(subject, problem, await deployingStack(examination, home))];
  }
  const unbounded = boundaries.size === 0 ? [] : await runningUnbounded(examination, launching);
  if (unbounded.length === 0) return boundaries.size === 0 ? [] : [sound(subject)];
  const found = `roles without it: ${unbounded.join(', ')}`;
  if (settings.permissionsBoundary === 'allowed') return [sound(subject, found)];
  const [first = ''] = unbounded;
  const problem = `The boundary is required, and updates of these fail until they run a later version: ${unbounded.join(', ')}.`;
  return [broken(subject, problem, { do: 'verb', verb: 'upgrade', operands: [first.split(' ')[0] ?? ''] })];
}

/** Provisioned products, each with its version, whose roles have no boundary. */
async function runningUnbounded({ offers }: Examination, { target }: AccountView): Promise<string[]> {
  const running = await allProvisionedProducts(await target.serviceCatalog());
  return running.flatMap(({ Name, ProductName, ProvisioningArtifactName: version }) => {
    const releases = offers.find(({ product }) => product.name === ProductName)?.releases ?? [];
    const release = releases.find((each) => each.version === version);
    return release && unboundedRoles(releaseTemplate(release)).length > 0 ? [`${Name} ${version}`] : [];
  });
}
