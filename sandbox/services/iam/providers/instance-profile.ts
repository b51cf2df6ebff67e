import { textOf, textsOf } from '../../../kernel/properties';
import { generatedName } from '../../../kernel/unique-id';
import type { ResourceProvider } from '../../../kernel/work';
import { instanceProfileOperations } from '../instance-profiles';
import { type IamCall, theInstanceProfile } from '../lookup';
import { instanceProfiles } from '../state';
import { checkInput, iamCall } from './iam-call';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-instanceprofile.html */
export const instanceProfileProvider: ResourceProvider = {
  create(request, work) {
    const call = iamCall(request, work);
    const { properties } = request;
    const name = textOf(properties.InstanceProfileName) ?? generatedName(request.stackName, request.logicalId, 128);
    const input = { InstanceProfileName: name, Path: textOf(properties.Path) };
    checkInput('CreateInstanceProfile', input);
    instanceProfileOperations.CreateInstanceProfile(input, call);
    return holding(name, textsOf(properties.Roles), call);
  },
  update: (request, work) => holding(request.physicalId, textsOf(request.properties.Roles), iamCall(request, work)),
  delete(request, work) {
    const call = iamCall(request, work);
    if (!work.db.get(instanceProfiles, [request.accountId, request.physicalId.toLowerCase()])) return undefined;
    holding(request.physicalId, [], call);
    instanceProfileOperations.DeleteInstanceProfile({ InstanceProfileName: request.physicalId }, call);
    return undefined;
  },
};

/** Puts the role into the profile, in the place of the one that is in it. */
function holding(InstanceProfileName: string, roles: readonly string[], call: IamCall) {
  const { roleName, arn } = theInstanceProfile(call, InstanceProfileName);
  if (roleName !== undefined && !roles.includes(roleName)) {
    instanceProfileOperations.RemoveRoleFromInstanceProfile({ InstanceProfileName, RoleName: roleName }, call);
  }
  for (const RoleName of roles) {
    if (RoleName !== roleName)
      instanceProfileOperations.AddRoleToInstanceProfile({ InstanceProfileName, RoleName }, call);
  }
  return { physicalId: InstanceProfileName, attributes: { Arn: arn } };
}
