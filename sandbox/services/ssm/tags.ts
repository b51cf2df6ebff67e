import type * as model from '@aws-sdk/client-ssm';
import type * as ssm from '@aws-sdk/client-ssm';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { findParameter, type ParameterRecord, parameters } from './state';

/** Operations on the tags of parameters. */
export const tagOperations = {
  /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html: of parameters only. */
  AddTagsToResource(input, call) {
    const parameter = theResource(input, call);
    const added = tagsOf(input.Tags);
    checkTagKeys(Object.keys(added));
    const tags = { ...parameter.tags, ...added };
    if (Object.keys(tags).length > 50)
      throw new AwsError('TooManyTagsError', 'The number of tags exceeds the limit of 50.');
    save(call, { ...parameter, tags });
    return {};
  },

  /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RemoveTagsFromResource.html */
  RemoveTagsFromResource(input, call) {
    const parameter = theResource(input, call);
    const kept = Object.entries(parameter.tags).filter(([key]) => !input.TagKeys?.includes(key));
    save(call, { ...parameter, tags: Object.fromEntries(kept) });
    return {};
  },

  /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListTagsForResource.html */
  ListTagsForResource(input, call) {
    const { tags } = theResource(input, call);
    return { TagList: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
} satisfies Operations<typeof model>;

/** Tags of a request as a record. */
export function tagsOf(tags: readonly ssm.Tag[] | undefined): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}

/** @throws AwsError `ValidationException` for keys that only AWS gives. */
export function checkTagKeys(keys: readonly string[]): void {
  if (keys.some((key) => key.toLowerCase().startsWith('aws:'))) {
    throw new AwsError('ValidationException', 'Tag keys that begin with aws: are reserved for AWS use.');
  }
}

function theResource(
  { ResourceType, ResourceId }: { ResourceType?: string; ResourceId?: string },
  call: Call,
): ParameterRecord {
  if (ResourceType !== 'Parameter') {
    throw new AwsError(
      'InvalidResourceType',
      `${ResourceType} is not a valid resource type for tagging in the sandbox.`,
    );
  }
  const parameter = findParameter(call.db, call, ResourceId ?? '');
  if (!parameter) throw new AwsError('InvalidResourceId', `The resource ID "${ResourceId}" is not valid.`);
  return parameter;
}

function save({ db, accountId, region }: Call, parameter: ParameterRecord): void {
  db.put(parameters, [accountId, region, parameter.name], parameter);
}
