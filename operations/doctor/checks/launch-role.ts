import { type PolicyDocument, readPolicy, trusts } from '../../../catalog/permissions';
import { launchRoleName } from '../../../portfolios/launch-role/launch-role';
import type { Offer } from '../../../portfolios/offers/published-product';
import { awsCommand } from '../../aws/aws-command';
import type { AccountView, LaunchConstraint } from '../account-view';
import type { Examination } from '../examination';
import { type ProductPortfolio, portfoliosWith } from '../find-portfolios';
import { broken, type Finding, type FindingSubject, sound } from '../finding';
import { publishing } from '../write-remedy';
import { checkCoverage } from './coverage';
import { makingRole } from './launch-role-remedies';

const SERVICE = 'servicecatalog.amazonaws.com';

/** The trust policy of every launch role. */
const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: SERVICE }, Action: 'sts:AssumeRole' }],
};

/**
 * Checks that the launch constraint names a role, the launching account has it, Service Catalog alone may assume it,
 * and it may do what the product needs.
 */
export async function checkLaunchRole(
  examination: Examination,
  launching: AccountView,
  { product }: Offer,
): Promise<Finding[]> {
  const subject = { check: 'launch-role', product: product.id } as const;
  const offering = await portfoliosWith(launching, product);
  const named = await Promise.all(offering.map((one) => roleOf(launching, one, offering)));
  const unnamed = offering.find((_, index) => named[index] === undefined);
  if (unnamed) {
    const problem = `${unnamed.portfolio.name} has no launch constraint for ${product.name}: launches would use the person's own permissions.`;
    const owner = { id: unnamed.portfolio.owner, region: launching.region };
    const add = awsCommand(owner, 'servicecatalog create-constraint', {
      'portfolio-id': unnamed.portfolio.id,
      'product-id': unnamed.productId,
      type: 'LAUNCH',
      parameters: { LocalRoleName: launchRoleName(product.id) },
    });
    return [broken(subject, problem, add)];
  }
  const roles = [...new Set(named.flatMap((name) => name ?? []))];
  // Nothing offers it here, which another check says; the role must be there all the same.
  const names = roles.length > 0 ? roles : [launchRoleName(product.id)];
  const found = await Promise.all(names.map((name) => checkRole(examination, launching, product, name, subject)));
  return [...found.flat(), ...(await foreignRoles(launching, product, offering))];
}

/**
 * Launch constraints that an account added to a portfolio of its own: they take the place of the catalog's, whose role has
 * the permissions of the release.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_sharing.html
 */
async function foreignRoles(
  view: AccountView,
  product: Offer['product'],
  offering: readonly ProductPortfolio[],
): Promise<Finding[]> {
  const wanted = launchRoleName(product.id);
  const found: Finding[] = [];
  for (const { portfolio, productId } of offering) {
    if (!portfolio.isOwn || offering.every((each) => each.portfolio.isOwn)) continue;
    const constraint = (await view.launchConstraints(portfolio.id)).get(productId);
    const name = constraint && nameIn(constraint);
    if (constraint?.id === undefined || name === undefined || name.split('/').at(-1) === wanted) continue;
    const problem = `Launches from ${portfolio.name} use ${name} in place of ${wanted}: whether it may do what a release needs is for this account to see to.`;
    const subject = { check: 'launch-role', product: product.id, portfolio: portfolio.name } as const;
    found.push(broken(subject, problem, awsCommand(view, 'servicecatalog delete-constraint', { id: constraint.id })));
  }
  return found;
}

async function checkRole(
  examination: Examination,
  launching: AccountView,
  product: Offer['product'],
  name: string,
  subject: FindingSubject,
): Promise<Finding[]> {
  const arn = /^arn:[^:]+:iam::(\d{12}):role\/(.+)$/.exec(name);
  if (arn && arn[1] !== launching.id) {
    const problem = `The launch constraint names ${name}, a role of another account; launches here need one by its local name.`;
    return [broken(subject, problem, publishing({ id: examination.hubAccount, region: launching.region }))];
  }
  const local = arn?.[2]?.split('/').at(-1) ?? name;
  const role = await launching.role(local);
  if (role?.Arn === undefined) {
    const problem = `There is no role ${local} in account ${launching.id}.`;
    return [broken(subject, problem, await makingRole(examination, launching, local, TRUST))];
  }
  const problem = trustProblem(role.AssumeRolePolicyDocument ?? '');
  if (problem !== undefined) {
    const mend = { 'role-name': local, 'policy-document': TRUST };
    return [broken(subject, `${local} ${problem}.`, awsCommand(launching, 'iam update-assume-role-policy', mend))];
  }
  const denied = await checkCoverage(examination, launching, product, { name: local, arn: role.Arn });
  return denied.length > 0 ? denied : [sound(subject, local)];
}

/** Fault of a trust policy, as IAM answers it: percent-encoded JSON. */
function trustProblem(text: string): string | undefined {
  const read = readPolicy(decodeURIComponent(text), 'trust');
  if (!('document' in read)) return `has a trust policy that can't be read: ${read.problems.join(' ')}`;
  if (!trusts(read.document, { service: SERVICE })) return `isn't trusted to ${SERVICE}: no launch can assume it`;
  const others = trustedPrincipals(read.document).filter((principal) => principal !== SERVICE);
  return others.length > 0 ? `may be assumed by others than ${SERVICE} too: ${others.join(', ')}` : undefined;
}

function trustedPrincipals({ Statement }: PolicyDocument): string[] {
  return [Statement]
    .flat()
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Principal = '*' }) => (Principal === '*' ? ['*'] : Object.values(Principal).flat()));
}

/**
 * The role that a launch from a portfolio uses: its name, or its ARN. For a product that the account took over into a
 * portfolio of its own, the constraint of the portfolio that it came from holds.
 */
async function roleOf(
  view: AccountView,
  offering: ProductPortfolio,
  all: readonly ProductPortfolio[],
): Promise<string | undefined> {
  const others = offering.portfolio.isOwn
    ? all.filter(({ portfolio, productId }) => !portfolio.isOwn && productId === offering.productId)
    : [];
  for (const { portfolio } of [offering, ...others]) {
    const constraint = (await view.launchConstraints(portfolio.id)).get(offering.productId);
    const name = constraint && nameIn(constraint);
    if (name !== undefined) return name;
  }
  return undefined;
}

function nameIn({ LocalRoleName, RoleArn }: LaunchConstraint): string | undefined {
  return LocalRoleName ?? RoleArn;
}
