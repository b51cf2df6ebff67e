import type { Offer } from '../../../portfolios/offers/published-product';
import { allProvisionedProducts } from '../../aws/provisioned-product';
import { runningStack } from '../../running/running-stack';
import type { AccountView } from '../account-view';
import { broken, type Finding, undecided } from '../finding';

/** Parameter that only versions of delivery before this one have. */
const REPOSITORY = 'CatalogRepository';
const WITHOUT_IT = '2.0.0';

const subject = { check: 'catalog-pipeline', product: 'delivery' } as const;

/**
 * Checks that no delivery of this account publishes the catalog. Up to 1.x its form asked whoever launched it for the
 * catalog's repository and branch, and its pipeline took on the roles of `cdk bootstrap`.
 */
export async function checkCatalogPipeline(
  launching: AccountView,
  { product: { name: delivery } }: Pick<Offer, 'product'>,
): Promise<Finding[]> {
  const all = await allProvisionedProducts(await launching.target.serviceCatalog());
  const found: Finding[] = [];
  for (const { Name: name = '', ProductName, PhysicalId, ProvisioningArtifactName: version = '' } of all) {
    if (ProductName !== delivery || PhysicalId === undefined) continue;
    const stack = await runningStack(launching.target, PhysicalId);
    if (!stack) {
      found.push(undecided(subject, `Whether ${name} publishes the catalog can't be told: its stack can't be read.`));
      continue;
    }
    const repository = stack.parameters[REPOSITORY] ?? '';
    if (repository === '') continue;
    found.push(
      broken(
        subject,
        `${name} (${version}) publishes the catalog from ${repository}: whoever may update it decides what runs with the ` +
          `roles of the CDK bootstrap. Launch Bellyfed Publishing in its place; ${WITHOUT_IT} takes that pipeline away.`,
        // What it runs is hidden: nobody shall go back to it.
        {
          ...{ do: 'verb', verb: 'upgrade', operands: [name], account: launching.id },
          options: { to: WITHOUT_IT, 'accept-no-rollback': name },
        },
      ),
    );
  }
  return found;
}
