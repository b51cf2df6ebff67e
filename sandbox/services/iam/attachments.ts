import { isAwsManaged } from './aws-managed-policies';
import type { IamOperations } from './lookup';
import { checkAttachable, limitExceeded, noSuchEntity, saveRole, theManagedPolicy, theRole } from './lookup';
import { markedPage } from './marked-page';
import { attachments, roles } from './state';

/** Managed policies that a role may have. */
const POLICIES_PER_ROLE = 10;

/** Operations on the managed policies of roles. */
export const attachmentOperations = {
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html: attaching twice is no error. */
  AttachRolePolicy(input, call) {
    const role = theRole(call, input.RoleName);
    const arn = input.PolicyArn ?? '';
    checkAttachable(call, arn);
    if (role.attached.includes(arn)) return;
    if (role.attached.length >= POLICIES_PER_ROLE) {
      throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${POLICIES_PER_ROLE}`);
    }
    saveRole(call, { ...role, attached: [...role.attached, arn] });
    call.db.put(attachments, [call.accountId, arn, role.name.toLowerCase()], true);
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
  DetachRolePolicy(input, call) {
    const role = theRole(call, input.RoleName);
    const arn = input.PolicyArn ?? '';
    if (!role.attached.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
    saveRole(call, { ...role, attached: role.attached.filter((each) => each !== arn) });
    call.db.remove(attachments, [call.accountId, arn, role.name.toLowerCase()]);
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
  ListAttachedRolePolicies(input, call) {
    const arns = theRole(call, input.RoleName).attached.filter((arn) =>
      pathOf(arn).startsWith(input.PathPrefix ?? '/'),
    );
    const { items, end } = markedPage(arns, (arn) => arn, input, 'ListAttachedRolePolicies');
    return {
      AttachedPolicies: items.map((arn) => ({ PolicyName: arn.split('/').at(-1), PolicyArn: arn })),
      ...end,
    };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html: the sandbox has roles, not users and groups. */
  ListEntitiesForPolicy(input, call) {
    const arn = input.PolicyArn ?? '';
    if (!isAwsManaged(arn)) theManagedPolicy(call, arn);
    const { db, accountId } = call;
    const wanted = input.EntityFilter === undefined || input.EntityFilter === 'Role';
    const holders =
      input.PolicyUsageFilter === 'PermissionsBoundary'
        ? db
            .list(roles, [accountId])
            .map(({ value }) => value)
            .filter(({ permissionsBoundary }) => permissionsBoundary === arn)
        : db.list(attachments, [accountId, arn]).flatMap(({ key }) => db.get(roles, [accountId, String(key[2])]) ?? []);
    const ofPath = holders.filter(({ path }) => wanted && path.startsWith(input.PathPrefix ?? '/'));
    const { items, end } = markedPage(ofPath, ({ name }) => name.toLowerCase(), input, 'ListEntitiesForPolicy');
    return {
      PolicyRoles: items.map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      PolicyUsers: [],
      PolicyGroups: [],
      ...end,
    };
  },
} satisfies IamOperations;

/** `arn:aws:iam::aws:policy/service-role/Name` has the path `/service-role/`. */
function pathOf(arn: string): string {
  return `/${arn.split('/').slice(1, -1).concat('').join('/')}`;
}
