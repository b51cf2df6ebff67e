import type { PolicyDocument } from '../../../catalog/permissions';

/** Whether an ARN is that of a policy that AWS keeps, in any partition. */
export function isAwsManaged(arn: string): boolean {
  return /^arn:aws[a-z-]*:iam::aws:policy\/.+$/.test(arn);
}

/**
 * The document of an AWS managed policy that the sandbox knows; undefined for every other one, which can be attached but
 * not judged. AWS changes these policies without a new name: only those are kept whose meaning is their name.
 *
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html
 */
export function awsManagedPolicy(arn: string): PolicyDocument | undefined {
  return /^arn:aws[a-z-]*:iam::aws:policy\/AdministratorAccess$/.test(arn) ? ADMINISTRATOR_ACCESS : undefined;
}

const ADMINISTRATOR_ACCESS: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
