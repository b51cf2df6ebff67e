import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { stackNames } from '../../portfolios/publish';
import type { HubProduct, HubVersion } from '../../portfolios/reconcile/versions';
import { pages } from '../pages';

/** What reconciling calls, for one account and region. */
export interface HubClients {
  readonly serviceCatalog: ServiceCatalog;
  readonly cloudFormation: CloudFormation;
}

/** What the hub stack made, as Service Catalog has it; nothing before the first deployment. */
export interface Hub {
  readonly products: readonly HubProduct[];
}

/** Reads what the hub stack made in the clients' account and region. */
export async function readHub({ serviceCatalog, cloudFormation }: HubClients): Promise<Hub> {
  const made = await madeByStack(cloudFormation);
  const products: HubProduct[] = [];
  if (made.size === 0) return { products };
  const found = await pages(
    (PageToken) => serviceCatalog.searchProductsAsAdmin({ PageSize: 20, PageToken }),
    'ProductViewDetails',
  );
  for (const { ProductViewSummary: { ProductId: id = '', Name: name = '' } = {} } of found) {
    if (made.has(id)) products.push({ id, name, versions: await readVersions(serviceCatalog, id) });
  }
  return { products };
}

async function readVersions(serviceCatalog: ServiceCatalog, ProductId: string): Promise<HubVersion[]> {
  const { ProvisioningArtifactDetails: details = [] } = await serviceCatalog.listProvisioningArtifacts({ ProductId });
  return details.map(({ Id = '', Name = '', Active = true, Guidance = 'DEFAULT' }) => ({
    id: Id,
    name: Name,
    active: Active,
    guidance: Guidance,
  }));
}

/** Physical ids of the hub stack's resources; none where there is no such stack. */
async function madeByStack(cloudFormation: CloudFormation): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let token: string | undefined;
  do {
    const page = await cloudFormation
      .listStackResources({ StackName: stackNames.hub, NextToken: token })
      .catch((error: unknown) => {
        // CloudFormation has no error of its own for a stack that isn't there.
        if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
        throw error;
      });
    for (const { PhysicalResourceId: id } of page?.StackResourceSummaries ?? []) if (id) ids.add(id);
    token = page?.NextToken;
  } while (token);
  return ids;
}
