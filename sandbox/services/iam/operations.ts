import type { Operation } from '../../kernel/service';
import * as attachments from './attachments';
import * as instanceProfiles from './instance-profiles';
import * as managedPolicies from './managed-policies';
import * as rolePolicies from './role-policies';
import * as roles from './roles';
import { createServiceLinkedRole } from './service-linked-role';
import { simulateCustomPolicy, simulatePrincipalPolicy } from './simulate-policy';

/** The operations of IAM that the sandbox has. */
export const operations: Readonly<Record<string, Operation>> = {
  AddRoleToInstanceProfile: instanceProfiles.addRoleToInstanceProfile,
  AttachRolePolicy: attachments.attachRolePolicy,
  CreateInstanceProfile: instanceProfiles.createInstanceProfile,
  CreatePolicy: managedPolicies.createPolicy,
  CreatePolicyVersion: managedPolicies.createPolicyVersion,
  CreateRole: roles.createRole,
  CreateServiceLinkedRole: createServiceLinkedRole,
  DeleteInstanceProfile: instanceProfiles.deleteInstanceProfile,
  DeletePolicy: managedPolicies.deletePolicy,
  DeletePolicyVersion: managedPolicies.deletePolicyVersion,
  DeleteRole: roles.deleteRole,
  DeleteRolePermissionsBoundary: roles.deleteRolePermissionsBoundary,
  DeleteRolePolicy: rolePolicies.deleteRolePolicy,
  DetachRolePolicy: attachments.detachRolePolicy,
  GetInstanceProfile: instanceProfiles.getInstanceProfile,
  GetPolicy: managedPolicies.getPolicy,
  GetPolicyVersion: managedPolicies.getPolicyVersion,
  GetRole: roles.getRole,
  GetRolePolicy: rolePolicies.getRolePolicy,
  ListAttachedRolePolicies: attachments.listAttachedRolePolicies,
  ListEntitiesForPolicy: attachments.listEntitiesForPolicy,
  ListInstanceProfiles: instanceProfiles.listInstanceProfiles,
  ListInstanceProfilesForRole: instanceProfiles.listInstanceProfilesForRole,
  ListPolicies: managedPolicies.listPolicies,
  ListPolicyTags: managedPolicies.listPolicyTags,
  ListPolicyVersions: managedPolicies.listPolicyVersions,
  ListRolePolicies: rolePolicies.listRolePolicies,
  ListRoles: roles.listRoles,
  ListRoleTags: roles.listRoleTags,
  PutRolePermissionsBoundary: roles.putRolePermissionsBoundary,
  PutRolePolicy: rolePolicies.putRolePolicy,
  RemoveRoleFromInstanceProfile: instanceProfiles.removeRoleFromInstanceProfile,
  SetDefaultPolicyVersion: managedPolicies.setDefaultPolicyVersion,
  SimulateCustomPolicy: simulateCustomPolicy,
  SimulatePrincipalPolicy: simulatePrincipalPolicy,
  TagPolicy: managedPolicies.tagPolicy,
  TagRole: roles.tagRole,
  UntagPolicy: managedPolicies.untagPolicy,
  UntagRole: roles.untagRole,
  UpdateAssumeRolePolicy: roles.updateAssumeRolePolicy,
  UpdateRole: roles.updateRole,
};
