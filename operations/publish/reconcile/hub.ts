import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { stackNames } from '../../../portfolios/publish';
import type { HubPortfolio, Share } from '../../../portfolios/reconcile/shares';
import type { HubProduct, HubVersion } from '../../../portfolios/reconcile/versions';
import { pages } from '../../aws/pages';

/** Clients that reconciling calls, for one account and region. */
export interface HubClients {
  readonly serviceCatalog: ServiceCatalog;
  readonly cloudFormation: CloudFormation;
}

/** Products and portfolios that the hub stack made, as Service Catalog has them; none before the first deployment. */
export interface Hub {
  readonly products: readonly HubProduct[];
  readonly portfolios: readonly HubPortfolio[];
  /** Physical ids of all that the stack made. */
  readonly made: ReadonlySet<string>;
}

/** Reads what the hub stack made in the clients' account and region. */
export async function readHub({ serviceCatalog, cloudFormation }: HubClients): Promise<Hub> {
  const made = await madeByStack(cloudFormation);
  if (made.size === 0) return { products: [], portfolios: [], made };
  return {
    products: await readProducts(serviceCatalog, made),
    portfolios: await readPortfolios(serviceCatalog, made),
    made,
  };
}

async function readProducts(serviceCatalog: ServiceCatalog, made: ReadonlySet<string>): Promise<HubProduct[]> {
  const all = await pages(
    (PageToken) => serviceCatalog.searchProductsAsAdmin({ PageSize: 20, PageToken }),
    'ProductViewDetails',
  );
  const products: HubProduct[] = [];
  for (const { ProductViewSummary: { ProductId: id = '', Name: name = '' } = {} } of all) {
    if (made.has(id)) products.push({ id, name, versions: await readVersions(serviceCatalog, id) });
  }
  return products;
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

async function readPortfolios(serviceCatalog: ServiceCatalog, made: ReadonlySet<string>): Promise<HubPortfolio[]> {
  const all = await pages(
    (PageToken) => serviceCatalog.listPortfolios({ PageSize: 20, PageToken }),
    'PortfolioDetails',
  );
  const portfolios: HubPortfolio[] = [];
  for (const { Id: id = '', DisplayName: name = '' } of all) {
    if (made.has(id)) portfolios.push({ id, name, shares: await readShares(serviceCatalog, id) });
  }
  return portfolios;
}

/** Kinds of shares that there are, those included that the catalog doesn't make. */
const shareTypes = ['ACCOUNT', 'ORGANIZATION_MEMBER_ACCOUNT', 'ORGANIZATIONAL_UNIT', 'ORGANIZATION'] as const;

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_PortfolioShareDetail.html */
async function readShares(serviceCatalog: ServiceCatalog, PortfolioId: string): Promise<Share[]> {
  const shares: Share[] = [];
  for (const Type of shareTypes) {
    const details = await pages(
      (PageToken) => serviceCatalog.describePortfolioShares({ PortfolioId, Type, PageSize: 100, PageToken }),
      'PortfolioShareDetails',
    );
    for (const { PrincipalId = '', ShareTagOptions = false, SharePrincipals = false } of details) {
      // A node of an organization may be named by its ARN, which ends in its id.
      const recipient = PrincipalId.split('/').at(-1) ?? '';
      shares.push({ type: Type, recipient, shareTagOptions: ShareTagOptions, sharePrincipals: SharePrincipals });
    }
  }
  return shares;
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
