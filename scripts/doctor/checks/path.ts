import type { Product } from '../../../catalog/product';
import { pages } from '../../pages';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { broken, type Finding, sound } from '../finding';
import { awsCommand } from '../remedy';
import { openWays, waysTo } from '../ways';

/**
 * There is a launch path. Where the doctor runs as the one who launches, Service Catalog says so itself; otherwise it
 * follows from portfolios and principals. Of several paths a launch must name one.
 */
export async function checkPath(
  { launcher, portfolios }: Examination,
  launching: AccountView,
  product: Product,
): Promise<Finding[]> {
  const subject = { check: 'path', product: product.id } as const;
  const open = await openWays(launching, product, launcher.arn);
  const names = launcher.isCaller
    ? await pathNames(launching, open[0]?.productId)
    : open.map((way) => way.portfolio.name);
  if (names.length === 1) return [sound(subject, `from ${names[0]}`)];
  if (names.length > 1) {
    return [sound(subject, `from ${names.join(', ')}: name one, with --portfolio or as PathName`)];
  }
  const [way] = await waysTo(launching, product);
  const portfolioId = way?.portfolio.id ?? portfolios[0]?.seen?.id ?? '<id of a portfolio that offers it>';
  const problem = way
    ? `No portfolio that offers ${product.name} has ${launcher.name} among its principals.`
    : `No portfolio of account ${launching.id} offers ${product.name} in ${launching.region}.`;
  const associate = { 'portfolio-id': portfolioId, 'principal-arn': launcher.arn, 'principal-type': 'IAM' };
  return [
    broken(subject, problem, awsCommand(launching, 'servicecatalog associate-principal-with-portfolio', associate)),
  ];
}

/** Service Catalog answers an error where there is none. */
async function pathNames(view: AccountView, ProductId: string | undefined): Promise<string[]> {
  if (ProductId === undefined) return [];
  const serviceCatalog = await view.target.serviceCatalog();
  try {
    const paths = await pages(
      (PageToken) => serviceCatalog.listLaunchPaths({ ProductId, PageToken }),
      'LaunchPathSummaries',
    );
    return paths.map(({ Name = '' }) => Name);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return [];
    throw error;
  }
}
