import { type Properties, tagsOf, textOf, textsOf } from '../../../kernel/properties';
import type { ProvidedResource, ResourceRequest } from '../../../kernel/resource';
import { generatedName } from '../../../kernel/unique-id';
import type { ResourceProvider } from '../../../kernel/work';
import { attachmentOperations } from '../attachments';
import { type IamCall, saveManagedPolicy, theManagedPolicy, theRole, withTags } from '../lookup';
import { attachmentCount, managedPolicyOperations } from '../managed-policies';
import { findManagedPolicy, findRole } from '../state';
import { checkInput, iamCall, policyText, refuseUsersAndGroups } from './iam-call';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const managedPolicyProvider: ResourceProvider = {
  create(request, work) {
    const call = iamCall(request, work);
    const { properties } = request;
    const input = {
      PolicyName: textOf(properties.ManagedPolicyName) ?? generatedName(request.stackName, request.logicalId, 128),
      Path: textOf(properties.Path),
      PolicyDocument: policyText(properties.PolicyDocument),
      Description: textOf(properties.Description),
    };
    checkInput('CreatePolicy', input);
    const { Policy } = managedPolicyOperations.CreatePolicy(input, call);
    return applied(Policy?.Arn ?? '', {}, request, call);
  },

  update(request, work) {
    const call = iamCall(request, work);
    const { physicalId: PolicyArn, properties, previousProperties } = request;
    const PolicyDocument = policyText(properties.PolicyDocument);
    if (PolicyDocument !== policyText(previousProperties.PolicyDocument)) {
      makeRoom(PolicyArn, call);
      managedPolicyOperations.CreatePolicyVersion({ PolicyArn, PolicyDocument, SetAsDefault: true }, call);
    }
    return applied(PolicyArn, previousProperties, request, call);
  },

  delete(request, work) {
    const call = iamCall(request, work);
    const { physicalId: PolicyArn } = request;
    if (!findManagedPolicy(work.db, request.accountId, PolicyArn)) return undefined;
    detachAll(textsOf(request.previousProperties.Roles), PolicyArn, call);
    for (const { id } of otherVersions(PolicyArn, call))
      managedPolicyOperations.DeletePolicyVersion({ PolicyArn, VersionId: id }, call);
    managedPolicyOperations.DeletePolicy({ PolicyArn }, call);
    return undefined;
  },
};

function applied(arn: string, before: Properties, request: ResourceRequest, call: IamCall): ProvidedResource {
  const { properties, tags } = request;
  refuseUsersAndGroups(textsOf(properties.Users), textsOf(properties.Groups));
  const roles = textsOf(properties.Roles);
  detachAll(
    textsOf(before.Roles).filter((role) => !roles.includes(role)),
    arn,
    call,
  );
  for (const RoleName of roles) attachmentOperations.AttachRolePolicy({ RoleName, PolicyArn: arn }, call);
  const others = Object.entries(theManagedPolicy(call, arn).tags).filter(([key]) => !(key in tagsOf(before.Tags)));
  const policy = {
    ...theManagedPolicy(call, arn),
    tags: withTags(Object.fromEntries(others), { ...tags, ...tagsOf(properties.Tags) }),
  };
  saveManagedPolicy(call, policy);
  return {
    physicalId: arn,
    attributes: {
      PolicyArn: arn,
      PolicyId: policy.id,
      AttachmentCount: attachmentCount(arn, call),
      CreateDate: policy.created.toISOString(),
      UpdateDate: policy.updated.toISOString(),
      DefaultVersionId: policy.defaultVersionId,
      IsAttachable: true,
      PermissionsBoundaryUsageCount: 0,
    },
  };
}

function detachAll(roleNames: readonly string[], PolicyArn: string, call: IamCall): void {
  for (const RoleName of roleNames) {
    if (!findRole(call.db, call.accountId, RoleName)) continue;
    if (theRole(call, RoleName).attached.includes(PolicyArn))
      attachmentOperations.DetachRolePolicy({ RoleName, PolicyArn }, call);
  }
}

/** CloudFormation removes the oldest version that isn't the default when the policy has five. */
function makeRoom(PolicyArn: string, call: IamCall): void {
  const others = otherVersions(PolicyArn, call);
  const [oldest] = others;
  if (others.length >= 4 && oldest)
    managedPolicyOperations.DeletePolicyVersion({ PolicyArn, VersionId: oldest.id }, call);
}

function otherVersions(arn: string, call: IamCall) {
  const policy = theManagedPolicy(call, arn);
  return policy.versions.filter(({ id }) => id !== policy.defaultVersionId);
}
