import type { RestRequest } from '../../kernel/service';
import type { KeyValue } from '../iam';
import type { BucketRecord, ObjectRecord } from './state';

/** Parts of a request that S3's condition keys are taken from. */
export interface S3KeySources {
  readonly request?: RestRequest;
  readonly object?: ObjectRecord;
}

/** Keys that are a parameter of the query, by its name. */
const QUERY: Readonly<Record<string, string>> = {
  's3:delimiter': 'delimiter',
  's3:max-keys': 'max-keys',
  's3:prefix': 'prefix',
  's3:versionid': 'versionId',
};

/**
 * Value of one of S3's condition keys, in small letters; undefined for one that it doesn't know.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export function s3KeyValue(
  key: string,
  bucket: BucketRecord | undefined,
  { request, object }: S3KeySources,
): KeyValue | undefined {
  const parameter = QUERY[key];
  if (parameter !== undefined) return request?.query.get(parameter) ?? [];
  if (key.startsWith('s3:x-amz-')) return request?.headers[key.slice('s3:'.length)] ?? [];
  const [, kind, tag = ''] = /^s3:(existingobjecttag|requestobjecttag)\/(.+)$/.exec(key) ?? [];
  if (kind !== undefined) return tagOf(kind === 'existingobjecttag' ? (object?.tags ?? {}) : requestTags(request), tag);
  switch (key) {
    case 's3:requestobjecttagkeys':
      return Object.keys(requestTags(request));
    case 's3:resourceaccount':
    case 'aws:resourceaccount':
      return bucket?.accountId ?? [];
    case 's3:signatureversion':
      return 'AWS4-HMAC-SHA256';
    case 's3:authtype':
      return request?.query.has('X-Amz-Credential') ? 'REST-QUERY-STRING' : 'REST-HEADER';
    // As on AWS's endpoints, whatever there is on loopback.
    case 's3:tlsversion':
      return '1.3';
    default:
      return undefined;
  }
}

function requestTags(request: RestRequest | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(request?.headers['x-amz-tagging'] ?? ''));
}

/** Names of tags are compared without regard to case, their values with it. */
function tagOf(tags: Readonly<Record<string, string>>, name: string): KeyValue {
  return Object.entries(tags).find(([each]) => each.toLowerCase() === name)?.[1] ?? [];
}
