import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { Role } from '@aws-sdk/client-iam';
import type { Principal, ProvisioningArtifactDetail, ServiceCatalog } from '@aws-sdk/client-service-catalog';
import type { AwsTarget } from '../aws/aws-target';
import { pages } from '../aws/pages';
import { stackResources } from '../running/stack-resources';

/** A portfolio that an account sees in its region. */
export interface SeenPortfolio {
  readonly id: string;
  readonly name: string;
  /** Whether the account made it; otherwise it receives it. */
  readonly isOwn: boolean;
  /** The account that made it, 12 digits. */
  readonly owner: string;
}

/** A product as a portfolio offers it. */
export interface OfferedProduct {
  readonly id: string;
  readonly name: string;
}

/** The parameters of a launch constraint: one of both. https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateConstraint.html */
export interface LaunchConstraint {
  readonly LocalRoleName?: string;
  readonly RoleArn?: string;
  /** Id of the constraint. */
  readonly id?: string;
}

/** View into an account in one region. Each answer is asked for once. */
export interface AccountView {
  /** 12 digits. */
  readonly id: string;
  readonly region: string;
  readonly target: AwsTarget;
  portfolios(): Promise<readonly SeenPortfolio[]>;
  products(portfolioId: string): Promise<readonly OfferedProduct[]>;
  principals(portfolioId: string): Promise<readonly Principal[]>;
  /** The launch constraints in a portfolio, by the product's id. */
  launchConstraints(portfolioId: string): Promise<ReadonlyMap<string, LaunchConstraint>>;
  versions(productId: string): Promise<readonly ProvisioningArtifactDetail[]>;
  /** The resources of a stack; undefined where there is none of that name. */
  stack(name: string): Promise<readonly StackResourceSummary[] | undefined>;
  /** Undefined where there is none of that name. */
  role(name: string): Promise<Role | undefined>;
}

/** Looks into the account and region of a target. */
export function viewAccount(target: AwsTarget, id: string): AccountView {
  const catalog = remembered((_: string) => target.serviceCatalog());
  const serviceCatalog = () => catalog('');
  const portfolios = remembered(async (_: string) => seenPortfolios(await serviceCatalog()));
  return {
    id,
    region: target.region,
    target,
    portfolios: () => portfolios(''),
    products: remembered(async (PortfolioId) => offeredProducts(await serviceCatalog(), PortfolioId)),
    principals: remembered(async (PortfolioId) => {
      const client = await serviceCatalog();
      return pages((PageToken) => client.listPrincipalsForPortfolio({ PortfolioId, PageToken }), 'Principals');
    }),
    launchConstraints: remembered(async (PortfolioId) => launchConstraints(await serviceCatalog(), PortfolioId)),
    versions: remembered(async (ProductId) => {
      const { ProvisioningArtifactDetails: all = [] } = await (await serviceCatalog()).listProvisioningArtifacts({
        ProductId,
      });
      return all;
    }),
    stack: remembered(async (name) => {
      try {
        return await stackResources(target, name);
      } catch (error) {
        // CloudFormation has no error of its own for a stack that isn't there.
        if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
        throw error;
      }
    }),
    role: remembered(async (RoleName) => {
      try {
        return (await (await target.iam()).getRole({ RoleName })).Role;
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchEntityException') return undefined;
        throw error;
      }
    }),
  };
}

/** Own portfolios, and those that are received one by one or through the organization. */
async function seenPortfolios(serviceCatalog: ServiceCatalog): Promise<SeenPortfolio[]> {
  const own = await pages((PageToken) => serviceCatalog.listPortfolios({ PageToken }), 'PortfolioDetails');
  const received = await Promise.all(
    (['IMPORTED', 'AWS_ORGANIZATIONS'] as const).map((PortfolioShareType) =>
      pages(
        (PageToken) => serviceCatalog.listAcceptedPortfolioShares({ PortfolioShareType, PageToken }),
        'PortfolioDetails',
      ),
    ),
  );
  const seen = new Map<string, SeenPortfolio>();
  for (const [isOwn, portfolios] of [
    [false, received.flat()],
    [true, own],
  ] as const) {
    for (const { Id: id = '', DisplayName: name = '', ARN = '' } of portfolios) {
      seen.set(id, { id, name, isOwn, owner: ARN.split(':')[4] ?? '' });
    }
  }
  return [...seen.values()];
}

async function offeredProducts(serviceCatalog: ServiceCatalog, PortfolioId: string): Promise<OfferedProduct[]> {
  const all = await pages(
    (PageToken) => serviceCatalog.searchProductsAsAdmin({ PortfolioId, PageToken }),
    'ProductViewDetails',
  );
  return all.flatMap(({ ProductViewSummary: { ProductId: id, Name: name } = {} }) => (id && name ? { id, name } : []));
}

async function launchConstraints(
  serviceCatalog: ServiceCatalog,
  PortfolioId: string,
): Promise<ReadonlyMap<string, LaunchConstraint>> {
  const all = await pages(
    (PageToken) => serviceCatalog.listConstraintsForPortfolio({ PortfolioId, PageToken }),
    'ConstraintDetails',
  );
  const launching = all.filter(({ Type }) => Type === 'LAUNCH');
  const entries = await Promise.all(
    launching.map(async ({ ConstraintId, ProductId = '' }) => {
      const { ConstraintParameters = '{}' } = await serviceCatalog.describeConstraint({ Id: ConstraintId });
      const parameters: LaunchConstraint = JSON.parse(ConstraintParameters);
      return [ProductId, { ...parameters, ...(ConstraintId !== undefined && { id: ConstraintId }) }] as const;
    }),
  );
  return new Map(entries);
}

/** Asks once for each key. */
function remembered<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const known = answers.get(key) ?? read(key);
    answers.set(key, known);
    return known;
  };
}
