import { trusts } from '../../../../catalog/permissions';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import { findRole } from '../../iam';
import type { ActingRole } from '../engine/operation';

/** The session of a role that calls, as CloudFormation acts with it; undefined for a caller that isn't judged. */
export function callerRole({ caller: { arn, roleArn, session } }: Call): ActingRole | undefined {
  return session && roleArn ? { arn: roleArn, sessionName: arn.split('/').at(-1) ?? '' } : undefined;
}

/**
 * Refuses a role that CloudFormation can't act as: one of another account, one that isn't there, one that doesn't trust
 * it.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
 *
 * @throws AwsError `AccessDenied`, `ValidationError`.
 */
export function checkServiceRole(arn: string | undefined, { db, accountId }: Call): void {
  if (arn === undefined) return;
  const [, ofAccount, path = ''] = /^arn:[^:]+:iam::(\d{12}):role\/(.+)$/.exec(arn) ?? [];
  if (ofAccount !== undefined && ofAccount !== accountId) {
    throw new AwsError('AccessDenied', 'Cross-account pass role is not allowed.', 403);
  }
  const role = findRole(db, accountId, path.split('/').at(-1) ?? '');
  if (role?.arn !== arn || !trusts(role.trustPolicy, { service: 'cloudformation.amazonaws.com' })) {
    throw new AwsError('ValidationError', `Role ${arn} is invalid or cannot be assumed`);
  }
}
