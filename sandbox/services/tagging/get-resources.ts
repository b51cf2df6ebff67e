import type * as model from '@aws-sdk/client-resource-groups-tagging-api';
import type { TagFilter } from '@aws-sdk/client-resource-groups-tagging-api';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { pageOf } from '../../kernel/page';
import { arnOfExisting, existingIn, tagsOfExisting } from '../cloudformation';
import { clusterSnapshots, snapshotArn, snapshotTags } from '../rds';

/** Resources a page holds unless the call says. */
const PAGE = 50;

/** A resource that has, or can have, tags. */
interface Tagged {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Operations on tagged resources. */
export const getResourceOperations = {
  /** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
  GetResources(input, call) {
    const { TagFilters = [], ResourceTypeFilters = [], ResourceARNList: asked } = input;
    if (asked && (input.TagFilters || input.ResourceTypeFilters || input.ResourcesPerPage || input.PaginationToken)) {
      const others = 'TagFilters, ResourceTypeFilters, ResourcesPerPage or PaginationToken';
      throw new AwsError('InvalidParameterException', `ResourceARNList can't be given together with ${others}.`);
    }
    const found = taggedIn(call)
      .filter(({ tags }) => Object.keys(tags).length > 0)
      .filter(({ arn }) => asked === undefined || asked.includes(arn))
      .filter(({ tags }) => TagFilters.every((filter) => holds(filter, tags)))
      .filter(({ arn }) => ResourceTypeFilters.length === 0 || ResourceTypeFilters.some((type) => isOfType(arn, type)));
    const { items, next } = pageOf(found, ({ arn }) => arn, {
      // An empty token asks for the first page, as an empty one in an answer says that there is no other.
      token: input.PaginationToken || undefined,
      size: input.ResourcesPerPage ?? PAGE,
      of: 'GetResources',
      badToken: () => new AwsError('InvalidParameterException', 'The PaginationToken is invalid.'),
    });
    return {
      PaginationToken: next ?? '',
      ResourceTagMappingList: items.map(({ arn, tags }) => ({
        ResourceARN: arn,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      })),
    };
  },
} satisfies Operations<typeof model>;

/** Types whose tags it doesn't look at: https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html */
const UNSUPPORTED: readonly string[] = ['AWS::IAM::Role', 'AWS::IAM::User'];

function taggedIn(call: Call): Tagged[] {
  const resources = existingIn(call.db, call).flatMap((existing): Tagged[] => {
    const tags = UNSUPPORTED.includes(existing.type) ? undefined : tagsOfExisting(existing);
    return tags ? [{ arn: arnOfExisting(existing), tags }] : [];
  });
  const snapshots = clusterSnapshots(call.db, call).map((snapshot) => ({
    arn: snapshotArn(snapshot, call),
    tags: snapshotTags(snapshot),
  }));
  return [...resources, ...snapshots];
}

function holds({ Key = '', Values = [] }: TagFilter, tags: Tagged['tags']): boolean {
  const value = Object.hasOwn(tags, Key) ? tags[Key] : undefined;
  return value !== undefined && (Values.length === 0 || Values.includes(value));
}

/** `s3` or `ec2:instance`: the service of an ARN, and what kind of resource it names. */
function isOfType(arn: string, filter: string): boolean {
  const [, , service, , , ...rest] = arn.split(':');
  const [wanted, kind] = filter.split(':');
  return service === wanted && (kind === undefined || rest.join(':').split(/[:/]/)[0] === kind);
}
