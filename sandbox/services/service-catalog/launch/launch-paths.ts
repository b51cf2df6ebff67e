import type { ConstraintSummary, LaunchPathSummary } from '@aws-sdk/client-service-catalog';
import { pageOf } from '../../../kernel/page';
import { portfoliosWith, seesPortfolio } from '../access';
import { constraintsInForce } from '../catalog/constraints';
import { matchesPrincipal, sharedPrincipals } from '../catalog/principals';
import { type PortfolioRow, principals, productsOfPortfolio } from '../catalog/state';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { derivedId } from '../ids';
import { pageRequest } from '../page-request';
import { notFound } from '../refusals';
import { tagList } from '../tags';

/** A caller's way to a product: a portfolio that has it and that the caller is a principal of. */
export interface LaunchPath {
  /** `lpv3-…`: another once the product was taken out of the portfolio and put back. */
  readonly id: string;
  readonly portfolio: PortfolioRow;
  readonly productId: string;
}

/** Operation that shows the launch paths of a product. */
export const launchPathOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListLaunchPaths.html */
  ListLaunchPaths(input, call) {
    const productId = input.ProductId ?? '';
    const paths = launchPaths(call, productId);
    if (paths.length === 0) throw noLaunchPaths(productId);
    const { items, next } = pageOf(paths, ({ id }) => id, pageRequest(input, 'ListLaunchPaths'));
    return { LaunchPathSummaries: items.map((path) => summary(call, path)), NextPageToken: next };
  },
} satisfies CatalogOperations;

/** The refusal of a product that the caller has no way to. */
export function noLaunchPaths(productId: string) {
  return notFound(`No launch paths found for resource: ${productId}`);
}

/** The caller's ways to a product. */
export function launchPaths(call: CatalogCall, productId: string): LaunchPath[] {
  const { roleArn } = call.caller;
  return portfoliosWith(call, productId)
    .filter((portfolio) => seesPortfolio(call, portfolio) && isPrincipal(call, portfolio, roleArn))
    .flatMap((portfolio) => {
      const { db, region, accountId } = call;
      const membership = db.get(productsOfPortfolio, [region, portfolio.id, productId]);
      if (!membership) return [];
      const since = membership.created.toISOString();
      return [{ id: derivedId('lpv3', accountId, portfolio.id, productId, since), portfolio, productId }];
    });
}

/**
 * Whether the caller may launch from a portfolio: it, or a pattern that its ARN matches, is a principal, associated by its
 * account or shared with the portfolio.
 */
export function isPrincipal(call: CatalogCall, portfolio: PortfolioRow, roleArn: string | undefined): boolean {
  if (roleArn === undefined) return false;
  const { db, region, accountId } = call;
  const scope = [region, portfolio.id, accountId];
  if (db.get(principals, [...scope, roleArn]) === 'IAM') return true;
  const own = db.list(principals, scope).map(({ key, value }) => ({ arn: String(key[3]), type: value }));
  return [...own, ...sharedPrincipals(call, portfolio)].some(({ type, arn }) => matchesPrincipal(type, arn, roleArn));
}

/** The constraints of a product in a portfolio, as users see them: kind and description. */
export function constraintSummaries(call: CatalogCall, { portfolio, productId }: LaunchPath): ConstraintSummary[] {
  return constraintsInForce(call, portfolio.id, productId).map(({ type, description }) => ({
    Type: type,
    Description: description,
  }));
}

function summary(call: CatalogCall, path: LaunchPath): LaunchPathSummary {
  return {
    Id: path.id,
    ConstraintSummaries: constraintSummaries(call, path),
    Tags: tagList(path.portfolio.tags),
    Name: path.portfolio.displayName,
  };
}
