import { launchingRoles } from '../../../portfolios/launch-role/launch-role';
import { offersProduct, type PortfolioDefinition } from '../../../portfolios/offers/portfolios';
import { isAmong } from '../../../portfolios/offers/principals';
import { awsCommand } from '../../aws/aws-command';
import type { AccountView, SeenPortfolio } from '../account-view';
import type { Examination } from '../examination';
import { broken, type Finding, sound } from '../finding';

/** Somebody who must be a principal. */
interface Wanted {
  readonly arn: string;
  /** The product whose launch role it is. */
  readonly product?: string;
}

/**
 * Checks that whoever launches is a principal of the portfolio, or of one of the account's own that stands in its
 * place; and so are the launch roles of products that it offers and that launch products themselves.
 */
export async function checkAccess(
  { launcher, offers, account }: Examination,
  launching: AccountView,
  definition: PortfolioDefinition,
  portfolio: SeenPortfolio,
): Promise<Finding[]> {
  const [, partition] = launcher.arn.split(':');
  const inside = offers.filter(({ product }) => offersProduct(definition, product));
  const nested = inside.flatMap(({ product }): Wanted[] =>
    launchingRoles([product]).map((role) => ({
      arn: `arn:${partition}:iam::${account}:role/${role}`,
      product: product.id,
    })),
  );
  const wanted: Wanted[] = [{ arn: launcher.arn }, ...nested];
  return Promise.all(
    wanted.map(async ({ arn, product }) => {
      const subject = { check: 'access', portfolio: portfolio.name, ...(product && { product }) } as const;
      if (isAmong(await launching.principals(portfolio.id), arn)) return sound(subject);
      const instead = await inItsPlace(launching, portfolio, arn);
      if (instead) return sound(subject, `through ${instead.name}`);
      const name = arn.split('/').at(-1);
      const why = product ? `, and launches the products that ${product} is made of` : '';
      return broken(
        subject,
        `${name} is no principal of it in account ${account}${why}.`,
        awsCommand(launching, 'servicecatalog associate-principal-with-portfolio', {
          'portfolio-id': portfolio.id,
          'principal-arn': arn,
          'principal-type': 'IAM',
        }),
      );
    }),
  );
}

/** A portfolio of the account's own with products of a received one, that a role may launch from. */
async function inItsPlace(
  launching: AccountView,
  received: SeenPortfolio,
  arn: string,
): Promise<SeenPortfolio | undefined> {
  if (received.isOwn) return undefined;
  const ids = (await launching.products(received.id)).map(({ id }) => id);
  for (const portfolio of await launching.portfolios()) {
    if (!portfolio.isOwn || !isAmong(await launching.principals(portfolio.id), arn)) continue;
    if ((await launching.products(portfolio.id)).some(({ id }) => ids.includes(id))) return portfolio;
  }
  return undefined;
}
