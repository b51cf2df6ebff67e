import { itemsOf, numberOf, objectOf, type Properties, tagsOf, textOf, textsOf } from '../../../kernel/properties';
import type { ExistingResourceRequest, ProvidedResource, ResourceRequest } from '../../../kernel/resource';
import { generatedName } from '../../../kernel/unique-id';
import type { ResourceProvider, Work } from '../../../kernel/work';
import { attachmentOperations } from '../attachments';
import { type IamCall, saveRole, theRole, withTags } from '../lookup';
import { rolePolicyOperations } from '../role-policies';
import { roleOperations } from '../roles';
import { findRole } from '../state';
import { checkInput, iamCall, policyText } from './iam-call';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const roleProvider: ResourceProvider = {
  create(request, work) {
    const call = iamCall(request, work);
    const { properties } = request;
    const RoleName = textOf(properties.RoleName) ?? generatedName(request.stackName, request.logicalId, 64);
    const input = {
      RoleName,
      Path: textOf(properties.Path),
      AssumeRolePolicyDocument: policyText(properties.AssumeRolePolicyDocument),
      Description: textOf(properties.Description),
      MaxSessionDuration: numberOf(properties.MaxSessionDuration),
      PermissionsBoundary: textOf(properties.PermissionsBoundary),
    };
    checkInput('CreateRole', input);
    roleOperations.CreateRole(input, call);
    applyPolicies(RoleName, {}, properties, call);
    return tagged(RoleName, {}, request, call);
  },

  update(request, work) {
    const call = iamCall(request, work);
    const { properties, previousProperties, physicalId } = request;
    roleOperations.UpdateAssumeRolePolicy(
      { RoleName: physicalId, PolicyDocument: policyText(properties.AssumeRolePolicyDocument) },
      call,
    );
    const boundary = textOf(properties.PermissionsBoundary);
    if (boundary !== undefined) {
      roleOperations.PutRolePermissionsBoundary({ RoleName: physicalId, PermissionsBoundary: boundary }, call);
    }
    saveRole(call, {
      ...theRole(call, physicalId),
      description: textOf(properties.Description),
      maxSessionDuration: numberOf(properties.MaxSessionDuration) ?? 3600,
      permissionsBoundary: boundary,
    });
    applyPolicies(physicalId, previousProperties, properties, call);
    return tagged(physicalId, tagsOf(previousProperties.Tags), request, call);
  },

  delete(request, work) {
    remove(request, work);
    return undefined;
  },
};

/** Brings the role's inline and managed policies from what the stack gave it before to what it gives it now. */
function applyPolicies(RoleName: string, before: Properties, after: Properties, call: IamCall): void {
  const inline = inlinePolicies(after);
  const kept = new Set(inline.map(({ PolicyName }) => PolicyName));
  for (const { PolicyName } of inlinePolicies(before)) {
    if (!kept.has(PolicyName) && PolicyName in theRole(call, RoleName).inline) {
      rolePolicyOperations.DeleteRolePolicy({ RoleName, PolicyName }, call);
    }
  }
  for (const policy of inline) {
    checkInput('PutRolePolicy', { RoleName, ...policy });
    rolePolicyOperations.PutRolePolicy({ RoleName, ...policy }, call);
  }
  const attached = textsOf(after.ManagedPolicyArns);
  for (const PolicyArn of textsOf(before.ManagedPolicyArns)) {
    if (!attached.includes(PolicyArn) && theRole(call, RoleName).attached.includes(PolicyArn)) {
      attachmentOperations.DetachRolePolicy({ RoleName, PolicyArn }, call);
    }
  }
  for (const PolicyArn of attached) attachmentOperations.AttachRolePolicy({ RoleName, PolicyArn }, call);
}

function inlinePolicies({ Policies }: Properties): { PolicyName: string; PolicyDocument: string }[] {
  return itemsOf(Policies).map((policy) => {
    const { PolicyName, PolicyDocument } = objectOf(policy);
    return { PolicyName: textOf(PolicyName) ?? '', PolicyDocument: policyText(PolicyDocument) };
  });
}

/** Sets the tags that the stack gives, and takes away those that it gave before. */
function tagged(
  roleName: string,
  before: Readonly<Record<string, string>>,
  { properties, tags }: ResourceRequest,
  call: IamCall,
): ProvidedResource {
  const role = theRole(call, roleName);
  const others = Object.entries(role.tags).filter(([key]) => !(key in before));
  saveRole(call, { ...role, tags: withTags(Object.fromEntries(others), { ...tags, ...tagsOf(properties.Tags) }) });
  return { physicalId: role.name, attributes: { Arn: role.arn, RoleId: role.id } };
}

/** Deletes a role. What the stack gave it goes with it; what others gave it since is in the way, as in IAM. */
function remove(request: ExistingResourceRequest, work: Work): void {
  const call = iamCall(request, work);
  if (!findRole(work.db, request.accountId, request.physicalId)) return;
  applyPolicies(request.physicalId, request.previousProperties, {}, call);
  roleOperations.DeleteRole({ RoleName: request.physicalId }, call);
}
