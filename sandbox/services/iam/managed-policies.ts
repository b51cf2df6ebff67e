import type * as iam from '@aws-sdk/client-iam';
import { AwsError } from '../../kernel/aws-error';
import { iamUniqueId } from '../../kernel/unique-id';
import type { IamOperations } from './lookup';
import {
  type IamCall,
  limitExceeded,
  noSuchEntity,
  saveManagedPolicy,
  tagList,
  tagRecord,
  theManagedPolicy,
  withoutTags,
  withTags,
} from './lookup';
import { markedPage } from './marked-page';
import { policySize, readPolicy, writePolicy } from './policy-document';
import { attachments, type ManagedPolicyRecord, managedPolicies, type PolicyVersion, roles } from './state';

/** Largest managed policy, in characters that aren't white space. */
const SIZE_LIMIT = 6144;
/** Versions that a managed policy may have. */
const VERSION_LIMIT = 5;

/** Operations on managed policies. */
export const managedPolicyOperations = {
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
  CreatePolicy(input, call) {
    const name = input.PolicyName ?? '';
    if (call.db.get(managedPolicies, [call.accountId, name.toLowerCase()])) {
      const message = `A policy called ${name} already exists. Duplicate names are not allowed.`;
      throw new AwsError('EntityAlreadyExistsException', message);
    }
    const path = input.Path ?? '/';
    const policy: ManagedPolicyRecord = {
      name,
      path,
      arn: `arn:aws:iam::${call.accountId}:policy${path}${name}`,
      id: iamUniqueId('ANPA'),
      description: input.Description,
      tags: withTags({}, tagRecord(input.Tags)),
      versions: [{ id: 'v1', document: policyDocument(input.PolicyDocument), created: call.now }],
      defaultVersionId: 'v1',
      lastVersion: 1,
      created: call.now,
      updated: call.now,
    };
    saveManagedPolicy(call, policy);
    return { Policy: policyAnswer(policy, call) };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
  GetPolicy(input, call) {
    const policy = theManagedPolicy(call, input.PolicyArn);
    return {
      Policy: { ...policyAnswer(policy, call), Description: policy.description, Tags: tagList(policy.tags) },
    };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html: the customer's; those of AWS aren't listed. */
  ListPolicies(input, call) {
    const all = input.Scope === 'AWS' ? [] : call.db.list(managedPolicies, [call.accountId]).map(({ value }) => value);
    const chosen = all
      .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'))
      .filter((policy) => !input.OnlyAttached || attachmentCount(policy.arn, call) > 0);
    const { items, end } = markedPage(chosen, ({ name }) => name.toLowerCase(), input, 'ListPolicies');
    return { Policies: items.map((policy) => policyAnswer(policy, call)), ...end };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html */
  DeletePolicy(input, call) {
    const policy = theManagedPolicy(call, input.PolicyArn);
    if (attachmentCount(policy.arn, call) > 0 || boundaryCount(policy.arn, call) > 0) {
      throw new AwsError('DeleteConflictException', 'Cannot delete a policy attached to entities.');
    }
    if (policy.versions.length > 1) {
      const why = "Before you delete a policy, you must delete the policy's versions.";
      const message = `This policy has more than one version. ${why} The default version is deleted with the policy.`;
      throw new AwsError('DeleteConflictException', message);
    }
    call.db.remove(managedPolicies, [call.accountId, policy.name.toLowerCase()]);
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html */
  CreatePolicyVersion(input, call) {
    const policy = theManagedPolicy(call, input.PolicyArn);
    if (policy.versions.length >= VERSION_LIMIT) {
      const what = `A managed policy can have up to ${VERSION_LIMIT} versions.`;
      throw limitExceeded(`${what} Before you create a new version, you must delete an existing version.`);
    }
    const lastVersion = policy.lastVersion + 1;
    const version = { id: `v${lastVersion}`, document: policyDocument(input.PolicyDocument), created: call.now };
    const defaultVersionId = input.SetAsDefault ? version.id : policy.defaultVersionId;
    const versions = [...policy.versions, version];
    saveManagedPolicy(call, { ...policy, versions, lastVersion, defaultVersionId, updated: call.now });
    return { PolicyVersion: versionAnswer(version, defaultVersionId) };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
  GetPolicyVersion(input, call) {
    const policy = theManagedPolicy(call, input.PolicyArn);
    const version = theVersion(policy, input.VersionId);
    const answer = versionAnswer(version, policy.defaultVersionId);
    return { PolicyVersion: { ...answer, Document: writePolicy(version.document) } };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html */
  ListPolicyVersions(input, call) {
    const policy = theManagedPolicy(call, input.PolicyArn);
    // Newest first.
    const rank = ({ id }: PolicyVersion) => -Number(id.slice(1));
    const { items, end } = markedPage(policy.versions, rank, input, 'ListPolicyVersions');
    return { Versions: items.map((version) => versionAnswer(version, policy.defaultVersionId)), ...end };
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html */
  SetDefaultPolicyVersion(input, call) {
    const policy = theManagedPolicy(call, input.PolicyArn);
    const { id } = theVersion(policy, input.VersionId);
    saveManagedPolicy(call, { ...policy, defaultVersionId: id, updated: call.now });
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html */
  DeletePolicyVersion(input, call) {
    const policy = theManagedPolicy(call, input.PolicyArn);
    const gone = theVersion(policy, input.VersionId);
    if (gone.id === policy.defaultVersionId) {
      throw new AwsError('DeleteConflictException', 'Cannot delete the default version of a policy.');
    }
    saveManagedPolicy(call, { ...policy, versions: policy.versions.filter(({ id }) => id !== gone.id) });
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html */
  TagPolicy(input, call) {
    const policy = theManagedPolicy(call, input.PolicyArn);
    saveManagedPolicy(call, { ...policy, tags: withTags(policy.tags, tagRecord(input.Tags)) });
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagPolicy.html */
  UntagPolicy(input, call) {
    const policy = theManagedPolicy(call, input.PolicyArn);
    saveManagedPolicy(call, { ...policy, tags: withoutTags(policy.tags, input.TagKeys ?? []) });
  },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyTags.html */
  ListPolicyTags(input, call) {
    const { items, end } = markedPage(
      tagList(theManagedPolicy(call, input.PolicyArn).tags),
      ({ Key }) => Key,
      input,
      'ListPolicyTags',
    );
    return { Tags: items, ...end };
  },
} satisfies IamOperations;

/** Number of roles that a policy is attached to. */
export function attachmentCount(arn: string, { db, accountId }: IamCall): number {
  return db.count(attachments, [accountId, arn]);
}

function boundaryCount(arn: string, { db, accountId }: IamCall): number {
  return db.list(roles, [accountId]).filter(({ value }) => value.permissionsBoundary === arn).length;
}

function theVersion(policy: ManagedPolicyRecord, versionId: string | undefined): PolicyVersion {
  const version = policy.versions.find(({ id }) => id === versionId);
  if (!version) throw noSuchEntity(`Policy ${policy.arn} version ${versionId} does not exist or is not attachable.`);
  return version;
}

function policyAnswer(policy: ManagedPolicyRecord, call: IamCall): iam.Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachmentCount(policy.arn, call),
    PermissionsBoundaryUsageCount: boundaryCount(policy.arn, call),
    IsAttachable: true,
    CreateDate: policy.created,
    UpdateDate: policy.updated,
  };
}

function versionAnswer({ id, created }: PolicyVersion, defaultVersionId: string): iam.PolicyVersion {
  return { VersionId: id, IsDefaultVersion: id === defaultVersionId, CreateDate: created };
}

function policyDocument(text: string | undefined): PolicyVersion['document'] {
  const document = readPolicy(text ?? '', 'identity');
  if (policySize(document) > SIZE_LIMIT) throw limitExceeded(`Cannot exceed quota for PolicySize: ${SIZE_LIMIT}`);
  return document;
}
