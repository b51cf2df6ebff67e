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

/** A principal of a portfolio, as Service Catalog has it. */
export interface PortfolioPrincipal {
  readonly PrincipalARN?: string;
  readonly PrincipalType?: string;
}

/**
 * Whether a role is a principal of a portfolio: as itself, or by a pattern, which names no account. In a pattern `*` is any
 * run of characters, slashes too, and `?` one character or none.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AssociatePrincipalWithPortfolio.html
 */
export function isAmong(principals: readonly PortfolioPrincipal[], roleArn: string): boolean {
  const resource = roleArn.split(':').slice(5).join(':');
  return principals.some(({ PrincipalARN: arn = '', PrincipalType: type }) =>
    type === 'IAM_PATTERN' ? wildcard(arn.split(':').slice(5).join(':')).test(resource) : arn === roleArn,
  );
}

/** Whether a role's name matches one of the patterns that a portfolio's settings list. */
export function isDeclared(roles: readonly string[], roleArn: string): boolean {
  const principals = roles.map((role) => ({
    PrincipalARN: `arn:aws:iam:::role/${role}`,
    PrincipalType: 'IAM_PATTERN',
  }));
  return isAmong(principals, roleArn);
}

function wildcard(pattern: string): RegExp {
  const literal = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.?')}$`, 's');
}
