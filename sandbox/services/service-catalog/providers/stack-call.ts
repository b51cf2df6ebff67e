import { AwsError } from '../../../kernel/aws-error';
import { roleId, roleSession } from '../../../kernel/identity';
import type { ResourceRequest } from '../../../kernel/resource';
import type { Work } from '../../../kernel/work';
import { findStack } from '../../cloudformation';
import { findRole } from '../../iam';
import type { CatalogCall } from '../catalog-call';

/**
 * Call of a stack that makes its resources: as its role, or, as the sandbox doesn't keep who called, as the default
 * role.
 */
export function stackCall({ accountId, region, stackId }: ResourceRequest, work: Work): CatalogCall {
  const roleArn = findStack(work.db, { accountId, region }, stackId)?.definition?.roleArn;
  const name = roleArn?.split('/').at(-1) ?? work.parts.defaultRoleName;
  const arn = roleArn ?? `arn:aws:iam::${accountId}:role/${name}`;
  const id = findRole(work.db, accountId, name)?.id ?? roleId(accountId, name);
  return { ...work, accountId, region, caller: roleSession({ name, arn, id }, 'AWSCloudFormation') };
}

/** Runs a deletion; what is gone already is no error. */
export function deleted(run: () => unknown): undefined {
  try {
    run();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
  }
  return undefined;
}
