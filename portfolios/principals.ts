import { Aws } from 'aws-cdk-lib';
import { CfnPortfolioPrincipalAssociation } from 'aws-cdk-lib/aws-servicecatalog';
import type { Construct } from 'constructs';

/**
 * Lets roles launch from a portfolio, by name pattern: in this account, and in those that the portfolio is shared with
 * principals. https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_sharing_how-to-principal.html
 *
 * @param roles name patterns, with their paths
 */
export function grantAccess(
  scope: Construct,
  portfolioId: string,
  roles: readonly string[],
): CfnPortfolioPrincipalAssociation[] {
  return roles.map(
    (role) =>
      new CfnPortfolioPrincipalAssociation(scope, `Principal-${role}`, {
        portfolioId,
        principalArn: `arn:${Aws.PARTITION}:iam:::role/${role}`,
        principalType: 'IAM_PATTERN',
      }),
  );
}
