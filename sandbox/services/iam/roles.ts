import type * as iam from '@aws-sdk/client-iam';
import type { PolicyDocument } from '../../../catalog/permissions';
import { AwsError } from '../../kernel/aws-error';
import { iamUniqueId } from '../../kernel/unique-id';
import type { IamOperations } from './lookup';
import {
  checkAttachable,
  type IamCall,
  limitExceeded,
  saveRole,
  tagList,
  tagRecord,
  theRole,
  withoutTags,
  withTags,
} from './lookup';
import { markedPage } from './marked-page';
import { policySize, readPolicy, writePolicy } from './policy-document';
import { findRole, instanceProfiles, type RoleRecord, roles } from './state';

/** Largest trust policy, in characters that aren't white space. */
const TRUST_POLICY_LIMIT = 2048;

/** Operations on roles. */
export const roleOperations = {
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
  CreateRole(input, call) {
    const name = input.RoleName ?? '';
    if (call.db.get(roles, [call.accountId, name.toLowerCase()])) {
      throw new AwsError('EntityAlreadyExistsException', `Role with name ${name} already exists.`);
    }
    if (input.PermissionsBoundary !== undefined) checkAttachable(call, input.PermissionsBoundary);
    const path = input.Path ?? '/';
    const role: RoleRecord = {
      name,
      path,
      arn: `arn:aws:iam::${call.accountId}:role${path}${name}`,
      id: iamUniqueId('AROA'),
      trustPolicy: trustPolicy(input.AssumeRolePolicyDocument, call),
      inline: {},
      attached: [],
      permissionsBoundary: input.PermissionsBoundary,
      tags: withTags({}, tagRecord(input.Tags)),
      description: input.Description,
      maxSessionDuration: input.MaxSessionDuration ?? 3600,
      created: call.now,
    };
    saveRole(call, role);
    return { Role: roleAnswer(role) };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
  GetRole(input, call) {
    const role = theRole(call, input.RoleName);
    return { Role: { ...roleAnswer(role), Tags: tagList(role.tags), RoleLastUsed: {} } };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
  ListRoles(input, call) {
    const all = call.db.list(roles, [call.accountId]).map(({ value }) => value);
    const ofPath = all.filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'));
    const { items, end } = markedPage(ofPath, ({ name }) => name.toLowerCase(), input, 'ListRoles');
    return { Roles: items.map(roleAnswer), ...end };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html */
  UpdateRole(input, call) {
    const role = theRole(call, input.RoleName);
    const { Description: description = role.description, MaxSessionDuration } = input;
    saveRole(call, { ...role, description, maxSessionDuration: MaxSessionDuration ?? role.maxSessionDuration });
    return {};
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
  UpdateAssumeRolePolicy(input, call) {
    saveRole(call, { ...theRole(call, input.RoleName), trustPolicy: trustPolicy(input.PolicyDocument, call) });
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
  DeleteRole(input, call) {
    const role = theRole(call, input.RoleName);
    const conflict = (what: string) =>
      new AwsError('DeleteConflictException', `Cannot delete entity, must ${what} first.`);
    if (profilesOf(call, role.name).length > 0) throw conflict('remove roles from instance profile');
    if (Object.keys(role.inline).length > 0) throw conflict('delete policies');
    if (role.attached.length > 0) throw conflict('detach all policies');
    call.db.remove(roles, [call.accountId, role.name.toLowerCase()]);
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
  TagRole(input, call) {
    const role = theRole(call, input.RoleName);
    saveRole(call, { ...role, tags: withTags(role.tags, tagRecord(input.Tags)) });
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html */
  UntagRole(input, call) {
    const role = theRole(call, input.RoleName);
    saveRole(call, { ...role, tags: withoutTags(role.tags, input.TagKeys ?? []) });
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html */
  ListRoleTags(input, call) {
    const { items, end } = markedPage(
      tagList(theRole(call, input.RoleName).tags),
      ({ Key }) => Key,
      input,
      'ListRoleTags',
    );
    return { Tags: items, ...end };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html */
  PutRolePermissionsBoundary(input, call) {
    const role = theRole(call, input.RoleName);
    checkAttachable(call, input.PermissionsBoundary ?? '');
    saveRole(call, { ...role, permissionsBoundary: input.PermissionsBoundary });
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html */
  DeleteRolePermissionsBoundary(input, call) {
    const { permissionsBoundary: _gone, ...role } = theRole(call, input.RoleName);
    saveRole(call, role);
  },
} satisfies IamOperations;

/** Names of the instance profiles that hold a role. */
export function profilesOf({ db, accountId }: IamCall, roleName: string): string[] {
  return db
    .list(instanceProfiles, [accountId])
    .filter(({ value }) => value.roleName === roleName)
    .map(({ value }) => value.name);
}

/** A role as the answers show it. */
export function roleAnswer(role: RoleRecord): iam.Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.created,
    AssumeRolePolicyDocument: writePolicy(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    PermissionsBoundary: role.permissionsBoundary
      ? { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: role.permissionsBoundary }
      : undefined,
  };
}

function trustPolicy(text: string | undefined, call: IamCall): PolicyDocument {
  const document = readPolicy(text ?? '', 'trust');
  if (policySize(document) > TRUST_POLICY_LIMIT) {
    throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${TRUST_POLICY_LIMIT}`);
  }
  const unknown = trustedRoles(document).find((arn) => !mayExist(arn, call));
  if (unknown !== undefined) {
    throw new AwsError('MalformedPolicyDocumentException', `Invalid principal in policy: "AWS":"${unknown}"`);
  }
  return document;
}

/** ARNs of the roles and users that a trust policy names: IAM demands that they exist. */
function trustedRoles({ Statement }: PolicyDocument): string[] {
  return [Statement]
    .flat()
    .flatMap(({ Principal }) => (Principal === undefined || Principal === '*' ? [] : [Principal.AWS ?? []].flat()))
    .filter((name) => /^arn:aws:iam::\d{12}:(role|user)\//.test(name));
}

/** An account that the sandbox hasn't seen yet isn't judged: its roles may be about to come. */
function mayExist(arn: string, { db }: IamCall): boolean {
  const accountId = arn.split(':')[4] ?? '';
  const role = findRole(db, accountId, arn.split('/').at(-1) ?? '');
  return role?.arn === arn || db.list(roles, [accountId], { limit: 1 }).length === 0;
}
