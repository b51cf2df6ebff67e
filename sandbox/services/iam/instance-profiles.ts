import type * as iam from '@aws-sdk/client-iam';
import { AwsError } from '../../kernel/aws-error';
import { iamUniqueId } from '../../kernel/unique-id';
import type { IamOperations } from './lookup';
import { type IamCall, limitExceeded, noSuchEntity, tagRecord, theInstanceProfile, theRole, withTags } from './lookup';
import { markedPage } from './marked-page';
import { profilesOf, roleAnswer } from './roles';
import { findRole, type InstanceProfileRecord, instanceProfiles } from './state';

/** Operations on instance profiles. */
export const instanceProfileOperations = {
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html */
  CreateInstanceProfile(input, call) {
    const name = input.InstanceProfileName ?? '';
    if (call.db.get(instanceProfiles, [call.accountId, name.toLowerCase()])) {
      throw new AwsError('EntityAlreadyExistsException', `Instance Profile ${name} already exists.`);
    }
    const path = input.Path ?? '/';
    const profile: InstanceProfileRecord = {
      name,
      path,
      arn: `arn:aws:iam::${call.accountId}:instance-profile${path}${name}`,
      id: iamUniqueId('AIPA'),
      tags: withTags({}, tagRecord(input.Tags)),
      created: call.now,
    };
    save(call, profile);
    return { InstanceProfile: profileAnswer(profile, call) };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetInstanceProfile.html */
  GetInstanceProfile(input, call) {
    return { InstanceProfile: profileAnswer(theInstanceProfile(call, input.InstanceProfileName), call) };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfiles.html */
  ListInstanceProfiles(input, call) {
    const all = call.db.list(instanceProfiles, [call.accountId]).map(({ value }) => value);
    const ofPath = all.filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'));
    const { items, end } = markedPage(ofPath, ({ name }) => name.toLowerCase(), input, 'ListInstanceProfiles');
    return { InstanceProfiles: items.map((profile) => profileAnswer(profile, call)), ...end };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html */
  ListInstanceProfilesForRole(input, call) {
    const { items, end } = markedPage(
      profilesOf(call, theRole(call, input.RoleName).name),
      (name) => name,
      input,
      'ListInstanceProfilesForRole',
    );
    return { InstanceProfiles: items.map((name) => profileAnswer(theInstanceProfile(call, name), call)), ...end };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html */
  AddRoleToInstanceProfile(input, call) {
    const profile = theInstanceProfile(call, input.InstanceProfileName);
    const { name: roleName } = theRole(call, input.RoleName);
    if (profile.roleName) throw limitExceeded('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1');
    save(call, { ...profile, roleName });
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveRoleFromInstanceProfile.html */
  RemoveRoleFromInstanceProfile(input, call) {
    const { roleName, ...profile } = theInstanceProfile(call, input.InstanceProfileName);
    if (roleName !== input.RoleName) throw noSuchEntity(`The role with name ${input.RoleName} cannot be found.`);
    save(call, profile);
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteInstanceProfile.html */
  DeleteInstanceProfile(input, call) {
    const profile = theInstanceProfile(call, input.InstanceProfileName);
    if (profile.roleName) {
      const message = 'Cannot delete entity, must remove roles from instance profile first.';
      throw new AwsError('DeleteConflictException', message);
    }
    call.db.remove(instanceProfiles, [call.accountId, profile.name.toLowerCase()]);
  },
} satisfies IamOperations;

function save({ db, accountId }: IamCall, profile: InstanceProfileRecord): void {
  db.put(instanceProfiles, [accountId, profile.name.toLowerCase()], profile);
}

function profileAnswer(profile: InstanceProfileRecord, { db, accountId }: IamCall): iam.InstanceProfile {
  const role = profile.roleName === undefined ? undefined : findRole(db, accountId, profile.roleName);
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: profile.created,
    Roles: role ? [roleAnswer(role)] : [],
  };
}
