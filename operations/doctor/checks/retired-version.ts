import { allProvisionedProducts } from '../../aws/provisioned-product';
import { allProducts } from '../../project/choose-product';
import { environmentsOf } from '../../running/nested-product';
import { offeringAgain } from '../../upgrade/hidden-version';
import { runningVersion } from '../../upgrade/running-product';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { broken, type Finding, type FindingSubject } from '../finding';

/**
 * Names what runs of retired releases: AWS takes no update to them, not even of an answer, and no rollback ends at one. What was
 * retired for security should leave it; all else may be offered it again until it has left.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisioningArtifact.html
 */
export async function checkRetiredVersions(
  { catalog, hubAccount }: Examination,
  { target }: AccountView,
): Promise<Finding[]> {
  const all = await allProvisionedProducts(await target.serviceCatalog());
  const environments = await environmentsOf(target, all, await allProducts());
  const findings: Finding[] = [];
  for (const each of all) {
    const { Name: name = '', Id = '', ProductId = '' } = each;
    const offer = catalog.find(({ product }) => product.name === each.ProductName);
    if (!offer) continue;
    const { version, artifactId } = await runningVersion(target, each);
    const release = offer.releases.find((it) => it.version === version && it.status === 'retired');
    if (!release) continue;
    const subject: FindingSubject = { check: 'retired', product: offer.product.id };
    const updated = environments.get(Id)?.Name ?? name;
    const upgrade = {
      ...({ do: 'verb', verb: 'upgrade', operands: [updated] } as const),
      options: { 'accept-no-rollback': name },
    };
    findings.push(
      release.security === undefined
        ? broken(
            subject,
            `${name} runs ${version}, which is retired: no answer of it can be changed, and no rollback ends at it.`,
            { ...offeringAgain(target, ProductId, { id: artifactId }), account: hubAccount },
          )
        : broken(subject, `${name} runs ${version}, which is retired for security: ${release.security}`, upgrade),
    );
  }
  return findings;
}
