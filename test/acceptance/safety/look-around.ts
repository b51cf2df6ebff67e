import type { PortfolioDetail } from '@aws-sdk/client-service-catalog';
import { pages } from '../../../operations/aws/pages';
import { portfolios } from '../../../portfolios/offers/portfolios';
import { stackNames } from '../../../portfolios/publish';
import type { Place } from '../place';
import { LAUNCH_TAG, PROBE_PREFIX, runOf } from '../run-tag';
import { livingStacks } from '../stacks';
import type { ListedProduct } from '../steps/step';
import type { Found } from './found';

/** Names of roles and policies that the catalog and its probes make; people's own roles have others. */
const IAM_NAME = /^Bellyfed(Launch-|Delivery-|Boundary$|PublishingBoundary$|Catalog|Acceptance)/;

/** Everything that is there under a name that the catalog, or a run, would take. It only reads. */
export async function lookAround(place: Place, products: readonly ListedProduct[]): Promise<Found[]> {
  return [
    ...(await stacks(place)),
    ...(await rolesAndPolicies(place)),
    ...(await offered(place, products)),
    ...(await launched(place, products)),
    ...(await tagOptions(place)),
  ];
}

async function stacks(place: Place): Promise<Found[]> {
  const names: readonly string[] = Object.values(stackNames);
  return (await livingStacks(place)).flatMap(({ StackName = '', StackId = '', Tags, CreationTime: made }) => {
    // A stack set names its stacks StackSet-<its own name>-<id>.
    const own = StackName.replace(/^StackSet-(.+)-[0-9a-f-]{36}$/, '$1');
    const isOurs = names.includes(own) || own.startsWith(PROBE_PREFIX);
    return isOurs ? { kind: 'stack', name: StackName, id: StackId, run: runOf(Tags), made } : [];
  });
}

async function rolesAndPolicies({ target }: Place): Promise<Found[]> {
  const iam = await target.iam();
  const found: Found[] = [];
  let Marker: string | undefined;
  do {
    const page = await iam.listRoles({ Marker });
    for (const { RoleName = '' } of page.Roles ?? []) {
      if (!IAM_NAME.test(RoleName)) continue;
      const { Tags } = await iam.listRoleTags({ RoleName });
      found.push({ kind: 'role', name: RoleName, id: RoleName, run: runOf(Tags) });
    }
    Marker = page.Marker;
  } while (Marker);
  do {
    const page = await iam.listPolicies({ Scope: 'Local', Marker });
    for (const { PolicyName = '', Arn = '' } of page.Policies ?? []) {
      if (!IAM_NAME.test(PolicyName)) continue;
      const { Tags } = await iam.listPolicyTags({ PolicyArn: Arn });
      found.push({ kind: 'policy', name: PolicyName, id: Arn, run: runOf(Tags) });
    }
    Marker = page.Marker;
  } while (Marker);
  return found;
}

/** Portfolios and products, and portfolios that another account has shared with this one. */
async function offered({ target }: Place, products: readonly ListedProduct[]): Promise<Found[]> {
  const client = await target.serviceCatalog();
  const names: ReadonlySet<string> = new Set(portfolios.map(({ name }) => name));
  const found: Found[] = [];
  for (const { Id = '', DisplayName = '' } of await pages(
    (PageToken) => client.listPortfolios({ PageToken }),
    'PortfolioDetails',
  )) {
    if (!names.has(DisplayName) && !DisplayName.startsWith(PROBE_PREFIX)) continue;
    const { Tags } = await client.describePortfolio({ Id });
    found.push({ kind: 'portfolio', name: DisplayName, id: Id, run: runOf(Tags) });
  }
  for (const PortfolioShareType of ['IMPORTED', 'AWS_ORGANIZATIONS'] as const) {
    const { PortfolioDetails = [] } = await client.listAcceptedPortfolioShares({ PortfolioShareType }).catch(ifAlone);
    for (const { Id = '', DisplayName = '' } of PortfolioDetails) {
      if (names.has(DisplayName))
        found.push({ kind: 'portfolio', name: `${DisplayName}, received`, id: Id, run: undefined });
    }
  }
  const own = new Set(products.map(({ name }) => name));
  for (const { ProductViewSummary } of await pages(
    (PageToken) => client.searchProductsAsAdmin({ PageToken }),
    'ProductViewDetails',
  )) {
    const { Name = '', ProductId = '' } = ProductViewSummary ?? {};
    if (!own.has(Name) && !Name.startsWith(PROBE_PREFIX)) continue;
    const { Tags } = await client.describeProductAsAdmin({ Id: ProductId });
    found.push({ kind: 'product', name: Name, id: ProductId, run: runOf(Tags) });
  }
  return found;
}

/** An account without an organization may have nothing to answer. */
function ifAlone(error: unknown): { readonly PortfolioDetails?: readonly PortfolioDetail[] } {
  if (error instanceof Error && error.name === 'OperationNotSupportedException') return {};
  throw error;
}

async function launched({ target }: Place, products: readonly ListedProduct[]): Promise<Found[]> {
  const client = await target.serviceCatalog();
  const own = new Set(products.map(({ name }) => name));
  const AccessLevelFilter = { Key: 'Account', Value: 'self' } as const;
  const all = await pages(
    (PageToken) => client.searchProvisionedProducts({ AccessLevelFilter, PageToken }),
    'ProvisionedProducts',
  );
  return all.flatMap(({ Name = '', Id = '', ProductName = '', Tags }) =>
    own.has(ProductName) || ProductName.startsWith(PROBE_PREFIX) || Name.startsWith(PROBE_PREFIX)
      ? { kind: 'provisioned product', name: Name, id: Id, run: runOf(Tags) }
      : [],
  );
}

/** TagOptions carry no tags; that of a run says by its value whose it is. */
async function tagOptions({ target }: Place): Promise<Found[]> {
  const client = await target.serviceCatalog();
  const { TagOptionDetails = [] } = await client.listTagOptions({ Filters: { Key: LAUNCH_TAG } });
  return TagOptionDetails.map(({ Id = '', Value }) => ({
    kind: 'TagOption',
    name: `${LAUNCH_TAG}=${Value}`,
    id: Id,
    run: Value,
  }));
}
