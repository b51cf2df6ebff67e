import type { IAM } from '@aws-sdk/client-iam';

/** Deletes a role, with what IAM wants to be gone before: inline policies deleted, managed ones detached. */
export async function deleteRole(iam: IAM, RoleName: string): Promise<void> {
  const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName });
  for (const PolicyName of PolicyNames) await iam.deleteRolePolicy({ RoleName, PolicyName });
  const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName });
  for (const { PolicyArn } of AttachedPolicies) await iam.detachRolePolicy({ RoleName, PolicyArn });
  await iam.deleteRole({ RoleName });
}

/** Deletes a managed policy with its older versions. @returns why it stays: somebody uses it */
export async function deletePolicy(iam: IAM, PolicyArn: string): Promise<string | undefined> {
  const { Policy } = await iam.getPolicy({ PolicyArn });
  const uses = (Policy?.AttachmentCount ?? 0) + (Policy?.PermissionsBoundaryUsageCount ?? 0);
  if (uses > 0) return `${uses} role${uses === 1 ? '' : 's'} still have it`;
  const { Versions = [] } = await iam.listPolicyVersions({ PolicyArn });
  for (const { VersionId, IsDefaultVersion } of Versions) {
    if (!IsDefaultVersion) await iam.deletePolicyVersion({ PolicyArn, VersionId });
  }
  await iam.deletePolicy({ PolicyArn });
  return undefined;
}
