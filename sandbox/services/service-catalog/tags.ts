import type { Tag } from '@aws-sdk/client-service-catalog';
import { quotas } from './quotas';
import { invalid, limitExceeded } from './refusals';

/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

/** Tags as AWS answers them. */
export function tagList(tags: Tags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/**
 * Tags as they are given, by key.
 *
 * @throws AwsError `InvalidParametersException` for a key given twice and for one that is AWS's own.
 */
export function tagsOf(list: readonly Tag[] = []): Tags {
  const tags: Record<string, string> = {};
  for (const { Key: key = '', Value: value = '' } of list) {
    if (key in tags) throw invalid(`Duplicate tag key: ${key}`);
    if (/^aws:/i.test(key)) throw invalid(`Tag key ${key} is invalid: keys with the prefix aws: are reserved.`);
    tags[key] = value;
  }
  return tags;
}

/** A portfolio's or product's tags after `AddTags` and `RemoveTags`. */
export function changedTags(tags: Tags, add: readonly Tag[] = [], remove: readonly string[] = []): Tags {
  const kept = Object.entries(tags).filter(([key]) => !remove.includes(key));
  return limitedTags({ ...Object.fromEntries(kept), ...tagsOf(add) });
}

/** A new portfolio's or product's tags, no more than the quota. */
export function limitedTags(tags: Tags): Tags {
  const limit = quotas.tagsPerPortfolioOrProduct;
  if (Object.keys(tags).length > limit) throw limitExceeded('tags per resource', limit);
  return tags;
}
