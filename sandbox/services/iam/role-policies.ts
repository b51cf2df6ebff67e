import type { IamOperations } from './lookup';
import { limitExceeded, noSuchEntity, saveRole, theRole } from './lookup';
import { markedPage } from './marked-page';
import { policySize, readPolicy, writePolicy } from './policy-document';

/** Characters, white space aside, that all inline policies of a role may have together. */
const INLINE_LIMIT = 10_240;

/** Operations on inline policies of roles. */
export const rolePolicyOperations = {
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
  PutRolePolicy(input, call) {
    const role = theRole(call, input.RoleName);
    const document = readPolicy(input.PolicyDocument ?? '', 'inline');
    const inline = { ...role.inline, [input.PolicyName ?? '']: document };
    if (Object.values(inline).reduce((size, each) => size + policySize(each), 0) > INLINE_LIMIT) {
      throw limitExceeded(`Maximum policy size of ${INLINE_LIMIT} bytes exceeded for role ${role.name}`);
    }
    saveRole(call, { ...role, inline });
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
  GetRolePolicy(input, call) {
    const document = theRole(call, input.RoleName).inline[input.PolicyName ?? ''];
    if (!document) throw noSuchPolicy(input.PolicyName);
    return { RoleName: input.RoleName, PolicyName: input.PolicyName, PolicyDocument: writePolicy(document) };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
  ListRolePolicies(input, call) {
    const names = Object.keys(theRole(call, input.RoleName).inline);
    const { items, end } = markedPage(names, (name) => name, input, 'ListRolePolicies');
    return { PolicyNames: items, ...end };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
  DeleteRolePolicy(input, call) {
    const role = theRole(call, input.RoleName);
    const { [input.PolicyName ?? '']: gone, ...inline } = role.inline;
    if (!gone) throw noSuchPolicy(input.PolicyName);
    saveRole(call, { ...role, inline });
  },
} satisfies IamOperations;

function noSuchPolicy(name: string | undefined) {
  return noSuchEntity(`The role policy with name ${name} cannot be found.`);
}
