import { element, textElement } from '../../http/protocol/xml';
import { readToken, writeToken } from '../../kernel/page';
import type { RestResponse } from '../../kernel/service';
import type { Store } from '../../store/store';
import { countOf, ownerElement, xmlAnswer } from './buckets';
import { type S3Call, theBucket } from './s3-call';
import { s3Errors } from './s3-error';
import { currentObjects, type ObjectRecord } from './state';

/** Query of a bucket's keys. */
interface KeyQuery {
  readonly prefix: string;
  readonly delimiter: string;
  /** Keys and common prefixes strictly after this one. */
  readonly after: string;
  readonly limit: number;
}

interface KeyPage {
  readonly objects: readonly ObjectRecord[];
  readonly prefixes: readonly string[];
  /** Last key or common prefix of the page, where there are more. */
  readonly next?: string;
}

/** Sorts behind every key that begins with what stands before it. */
const BEHIND = '\u{10FFFF}';
const BATCH = 500;

/** Listing that continuation tokens belong to. */
const LISTING = 'ListObjectsV2';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2(call: S3Call): RestResponse {
  const { query } = call.request;
  const { name, accountId } = theBucket(call, 's3:ListBucket');
  const token = query.get('continuation-token');
  const position = token === null ? (query.get('start-after') ?? '') : readToken(token, LISTING)?.[0];
  if (position === undefined) {
    throw s3Errors.invalidArgument('The continuation token provided is incorrect', 'continuation-token', token ?? '');
  }
  const { asked, encode } = keyQuery(query, String(position));
  const page = keysOf(call.db, name, asked);
  const owner = query.get('fetch-owner') === 'true' ? ownerElement(accountId) : '';
  return xmlAnswer(
    'ListBucketResult',
    textElement('Name', name) +
      textElement('Prefix', encode(asked.prefix)) +
      optional('Delimiter', encode(asked.delimiter)) +
      optional('ContinuationToken', token ?? '') +
      optional('StartAfter', encode(query.get('start-after') ?? '')) +
      optional('EncodingType', query.get('encoding-type') ?? '') +
      textElement('MaxKeys', asked.limit) +
      textElement('KeyCount', page.objects.length + page.prefixes.length) +
      textElement('IsTruncated', page.next !== undefined) +
      (page.next === undefined ? '' : textElement('NextContinuationToken', writeToken([page.next], LISTING))) +
      contents(page, encode, owner),
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export function listObjects(call: S3Call): RestResponse {
  const { query } = call.request;
  const { name, accountId } = theBucket(call, 's3:ListBucket');
  const { asked, encode } = keyQuery(query, query.get('marker') ?? '');
  const page = keysOf(call.db, name, asked);
  return xmlAnswer(
    'ListBucketResult',
    textElement('Name', name) +
      textElement('Prefix', encode(asked.prefix)) +
      textElement('Marker', encode(asked.after)) +
      optional('Delimiter', encode(asked.delimiter)) +
      optional('EncodingType', query.get('encoding-type') ?? '') +
      textElement('MaxKeys', asked.limit) +
      textElement('IsTruncated', page.next !== undefined) +
      // Without a delimiter the last key itself is where the next page goes on.
      (page.next !== undefined && asked.delimiter ? textElement('NextMarker', encode(page.next)) : '') +
      contents(page, encode, ownerElement(accountId)),
  );
}

function keyQuery(query: URLSearchParams, after: string): { asked: KeyQuery; encode: (text: string) => string } {
  const encoding = query.get('encoding-type');
  if (encoding !== null && encoding !== 'url') {
    throw s3Errors.invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encoding);
  }
  return {
    asked: {
      prefix: query.get('prefix') ?? '',
      delimiter: query.get('delimiter') ?? '',
      after,
      limit: countOf(query.get('max-keys'), 'max-keys', 1000, 1000),
    },
    encode: encoding === 'url' ? (text) => encodeURIComponent(text).replaceAll('%2F', '/') : (text) => text,
  };
}

/** Reads the keys in batches, and steps over what a common prefix stands for. */
function keysOf(db: Store, bucket: string, { prefix, delimiter, after, limit }: KeyQuery): KeyPage {
  const objects: ObjectRecord[] = [];
  const prefixes: string[] = [];
  let last: string | undefined;
  let position = delimiter && commonPrefix(after, prefix, delimiter) === after ? after + BEHIND : after;
  for (;;) {
    const range = isBefore(position, prefix) ? { from: [bucket, prefix] } : { after: [bucket, position] };
    const batch = db.list(currentObjects, [bucket], { ...range, limit: BATCH });
    let stepped = false;
    for (const { value } of batch) {
      if (!value.key.startsWith(prefix)) return { objects, prefixes };
      if (objects.length + prefixes.length >= limit) return { objects, prefixes, next: last };
      const common = delimiter ? commonPrefix(value.key, prefix, delimiter) : undefined;
      last = common ?? value.key;
      if (common === undefined) {
        objects.push(value);
        position = value.key;
      } else {
        prefixes.push(common);
        position = common + BEHIND;
        stepped = true;
        break;
      }
    }
    if (!stepped && batch.length < BATCH) return { objects, prefixes };
  }
}

/** Keys order by their bytes in UTF-8. */
function isBefore(key: string, other: string): boolean {
  return key === '' || Buffer.compare(Buffer.from(key), Buffer.from(other)) < 0;
}

/** `a/b/` of `a/b/c` for the prefix `a/` and the delimiter `/`; undefined where the delimiter doesn't follow. */
function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  const index = key.indexOf(delimiter, prefix.length);
  return index < 0 ? undefined : key.slice(0, index + delimiter.length);
}

function contents({ objects, prefixes }: KeyPage, encode: (text: string) => string, owner: string): string {
  const items = objects.map((object) => element('Contents', objectElements(object, encode) + owner));
  const groups = prefixes.map((prefix) => element('CommonPrefixes', textElement('Prefix', encode(prefix))));
  return items.join('') + groups.join('');
}

/** Elements of an object in a listing. */
export function objectElements(
  { key, modified, etag, size, headers }: ObjectRecord,
  encode: (text: string) => string,
): string {
  return (
    textElement('Key', encode(key)) +
    textElement('LastModified', modified.toISOString()) +
    textElement('ETag', `"${etag}"`) +
    textElement('Size', size) +
    textElement('StorageClass', headers['x-amz-storage-class'] ?? 'STANDARD')
  );
}

function optional(name: string, text: string): string {
  return text ? textElement(name, text) : '';
}
