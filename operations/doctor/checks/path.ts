import type { Product } from '../../../catalog/product';
import { awsCommand } from '../../aws/aws-command';
import { pages } from '../../aws/pages';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { type ProductPortfolio, portfoliosOpenTo, portfoliosWith } from '../find-portfolios';
import { broken, type Finding, sound } from '../finding';
import { publishing } from '../write-remedy';

/**
 * Checks that there is a launch path. Where the doctor runs as the one who launches, Service Catalog says so itself;
 * otherwise it follows from portfolios and principals. Of several paths a launch must name one.
 */
export async function checkPath(
  { launcher, portfolios, hubAccount }: Examination,
  launching: AccountView,
  product: Product,
): Promise<Finding[]> {
  const subject = { check: 'path', product: product.id } as const;
  const open = await portfoliosOpenTo(launching, product, launcher.arn);
  const [first] = open;
  if (!first) {
    // Without a portfolio, or without access to it, there is none: other checks say so.
    const isExplained = portfolios.every(({ seen }) => !seen) || (await portfoliosWith(launching, product)).length > 0;
    if (isExplained) return [];
    const problem = `No portfolio of account ${launching.id} offers ${product.name} in ${launching.region}.`;
    return [broken(subject, problem, publishing({ id: hubAccount, region: launching.region }))];
  }
  const names = launcher.isCaller ? await pathNames(launching, first) : open.map(({ portfolio }) => portfolio.name);
  if (names.length === 1) return [sound(subject, `from ${names[0]}`)];
  if (names.length > 1) return [sound(subject, `from ${names.join(', ')}: name one of them`)];
  const again = { 'portfolio-id': first.portfolio.id, 'principal-arn': launcher.arn, 'principal-type': 'IAM' };
  return [
    broken(
      subject,
      `Service Catalog has no launch path to ${product.name} for ${launcher.name}, though ${first.portfolio.name} names it.`,
      awsCommand(launching, 'servicecatalog associate-principal-with-portfolio', again),
    ),
  ];
}

/** Service Catalog answers an error where there is none. */
async function pathNames(view: AccountView, { productId: ProductId }: ProductPortfolio): Promise<string[]> {
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
