import type { RecordError } from '@aws-sdk/client-service-catalog';
import { allowsAction, trusts } from '../../../../catalog/permissions';
import { boundaryPolicy, findRole, type RoleRecord, rolePolicies, unjudgedPolicies } from '../../iam';
import type { CatalogCall } from '../catalog-call';
import { cloudFormationError, serviceError } from './record-errors';

/** Name of Service Catalog's sessions of launch roles. */
export const LAUNCH_SESSION = 'servicecatalog';

/**
 * IAM actions that a launch role is asked for before its product's resources are.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html
 */
const NEEDED = {
  create: ['GetTemplateSummary', 'ValidateTemplate', 'CreateStack', 'DescribeStacks', 'DescribeStackEvents'],
  update: ['GetTemplateSummary', 'ValidateTemplate', 'UpdateStack', 'DescribeStacks', 'DescribeStackEvents'],
  delete: ['DeleteStack', 'DescribeStacks', 'DescribeStackEvents'],
} as const;

/**
 * Why Service Catalog can't act as a launch role, or why CloudFormation doesn't let it, as a record says it; undefined
 * where it can. What an AWS managed policy that the sandbox doesn't hold might allow is let through.
 *
 * @param stack the stack's ARN, or its name where there is none yet.
 */
export function launchRoleProblem(
  call: CatalogCall,
  roleArn: string | undefined,
  verb: keyof typeof NEEDED,
  stack: string,
): RecordError | undefined {
  if (roleArn === undefined) return undefined;
  const role = roleOf(call, roleArn);
  if (!role || !trusts(role.trustPolicy, { service: 'servicecatalog.amazonaws.com' })) {
    const message = `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
    return serviceError('AWSSecurityTokenService', 403, 'AccessDenied', message);
  }
  if (unjudgedPolicies(call.db, role).length > 0) return undefined;
  const allows = (action: string) =>
    allowsAction(rolePolicies(call.db, role), action, { boundary: boundaryPolicy(call.db, role) });
  const denied = NEEDED[verb].find((action) => !allows(`cloudformation:${action}`));
  if (denied !== undefined) {
    const user = `arn:aws:sts::${role.arn.split(':')[4]}:assumed-role/${role.name}/${LAUNCH_SESSION}`;
    const resource = stack.startsWith('arn:') ? stack : `${stackArnPrefix(call)}/${stack}/*`;
    const message = `User: ${user} is not authorized to perform: cloudformation:${denied} on resource: ${resource}`;
    return serviceError('AmazonCloudFormation', 403, 'AccessDenied', message);
  }
  // The template lies in Service Catalog's own bucket: without this CloudFormation can't read it.
  const readable = verb === 'delete' || allows('s3:GetObject');
  return readable ? undefined : cloudFormationError('ValidationError', 'S3 error: Access Denied');
}

function roleOf({ db }: CatalogCall, arn: string): RoleRecord | undefined {
  const role = findRole(db, arn.split(':')[4] ?? '', arn.split('/').at(-1) ?? '');
  return role?.arn === arn ? role : undefined;
}

function stackArnPrefix({ region, accountId }: CatalogCall): string {
  return `arn:aws:cloudformation:${region}:${accountId}:stack`;
}
