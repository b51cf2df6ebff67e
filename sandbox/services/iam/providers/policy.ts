import { type Properties, textOf, textsOf } from '../../../kernel/properties';
import type { ProvidedResource, ResourceRequest } from '../../../kernel/resource';
import { generatedName } from '../../../kernel/unique-id';
import type { ResourceProvider, Work } from '../../../kernel/work';
import type { IamCall } from '../lookup';
import { rolePolicyOperations } from '../role-policies';
import { findRole } from '../state';
import { checkInput, iamCall, policyText, refuseUsersAndGroups } from './iam-call';

/**
 * An inline policy of several roles.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
 */
export const policyProvider: ResourceProvider = {
  create(request, work) {
    const physicalId = generatedName(request.stackName, request.logicalId, 128);
    return putOnRoles(physicalId, {}, request, work);
  },
  update: (request, work) => putOnRoles(request.physicalId, request.previousProperties, request, work),
  delete(request, work) {
    const { PolicyName, Roles } = request.previousProperties;
    for (const role of textsOf(Roles)) take(role, textOf(PolicyName), iamCall(request, work));
    return undefined;
  },
};

/**
 * An inline policy of one role.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-rolepolicy.html
 */
export const rolePolicyProvider: ResourceProvider = {
  create: (request, work) => putOnRole(request, work),
  update: (request, work) => putOnRole(request, work),
  delete(request, work) {
    const { PolicyName, RoleName } = request.previousProperties;
    take(textOf(RoleName) ?? '', textOf(PolicyName), iamCall(request, work));
    return undefined;
  },
};

function putOnRole(request: ResourceRequest, work: Work): ProvidedResource {
  const { PolicyName, RoleName, PolicyDocument } = request.properties;
  put(textOf(RoleName) ?? '', textOf(PolicyName), policyText(PolicyDocument), iamCall(request, work));
  return { physicalId: `${textOf(PolicyName)}|${textOf(RoleName)}`, attributes: {} };
}

function putOnRoles(physicalId: string, before: Properties, request: ResourceRequest, work: Work): ProvidedResource {
  const call = iamCall(request, work);
  const { PolicyName, PolicyDocument, Roles, Users, Groups } = request.properties;
  refuseUsersAndGroups(textsOf(Users), textsOf(Groups));
  const name = textOf(PolicyName);
  const roles = textsOf(Roles);
  for (const role of textsOf(before.Roles)) {
    if (!roles.includes(role) || textOf(before.PolicyName) !== name) take(role, textOf(before.PolicyName), call);
  }
  for (const role of roles) put(role, name, policyText(PolicyDocument), call);
  return { physicalId, attributes: { Id: physicalId } };
}

function put(RoleName: string, PolicyName: string | undefined, PolicyDocument: string, call: IamCall): void {
  const input = { RoleName, PolicyName, PolicyDocument };
  checkInput('PutRolePolicy', input);
  rolePolicyOperations.PutRolePolicy(input, call);
}

function take(RoleName: string, PolicyName: string | undefined, call: IamCall): void {
  const role = findRole(call.db, call.accountId, RoleName);
  if (role && PolicyName !== undefined && PolicyName in role.inline)
    rolePolicyOperations.DeleteRolePolicy({ RoleName, PolicyName }, call);
}
