import { awsCommand } from '../../aws/aws-command';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { portfoliosWith } from '../find-portfolios';
import { broken, type Finding, sound, undecided } from '../finding';
import { denials } from '../simulate';

/**
 * Calls of somebody who launches. Service Catalog does the rest as the launch role.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsservicecatalog.html
 */
const LAUNCHING = ['DescribeProduct', 'ListLaunchPaths', 'DescribeProvisioningParameters', 'ProvisionProduct'].map(
  (operation) => `servicecatalog:${operation}`,
);

/** The policy of AWS's that lets people launch, see and end what portfolios offer them. */
const END_USER = 'arn:aws:iam::aws:policy/AWSServiceCatalogEndUserFullAccess';

/** Checks that the role exists in the launching account, and may call Service Catalog. */
export async function checkPrincipal({ launcher, offers }: Examination, launching: AccountView): Promise<Finding[]> {
  const subject = { check: 'principal' } as const;
  const role = await launching.role(launcher.name);
  if (role?.Arn === undefined) {
    const trust = { Version: '2012-10-17', Statement: ['<who may act as it>'] };
    const make = { 'role-name': launcher.name, 'assume-role-policy-document': trust };
    return [
      broken(
        subject,
        `There is no role ${launcher.name} in account ${launching.id}.`,
        awsCommand(launching, 'iam create-role', make),
      ),
    ];
  }
  const offering = await Promise.all(offers.map(({ product }) => portfoliosWith(launching, product)));
  const arns = offering.flat().map(({ productId, portfolio: { owner } }) => {
    const [, partition] = launcher.arn.split(':');
    return `arn:${partition}:catalog:${launching.region}:${owner}:product/${productId}`;
  });
  const resources = arns.length > 0 ? [...new Set(arns)] : ['*'];
  const [denied] = await denials(await launching.target.iam(), role.Arn, { actions: LAUNCHING, resources });
  if (!denied) return [sound(subject, role.Arn)];
  const attach = awsCommand(launching, 'iam attach-role-policy', {
    'role-name': launcher.name,
    'policy-arn': END_USER,
  });
  const problem = `${launcher.name} may not call ${denied.action}: ${denied.why}.`;
  if (denied.kind !== 'undecided') return [broken(subject, problem, attach)];
  return [undecided(subject, `Whether ${launcher.name} may call ${denied.action} can't be told: ${denied.why}.`)];
}
