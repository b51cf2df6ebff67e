import { s3Errors } from './s3-error';
import type { ObjectRecord } from './state';

type Headers = Readonly<Record<string, string>>;

/**
 * The conditions of a read. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 *
 * @throws AwsError `PreconditionFailed`.
 */
export function checkRead(headers: Headers, { etag, modified }: ObjectRecord): 'proceed' | 'notModified' {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  const since = dateOf(headers['if-modified-since']);
  const unmodifiedSince = dateOf(headers['if-unmodified-since']);
  if (match !== undefined && !names(match, etag)) throw s3Errors.preconditionFailed('If-Match');
  // A matching ETag outweighs the date, on either side.
  if (match === undefined && unmodifiedSince !== undefined && modified > unmodifiedSince) {
    throw s3Errors.preconditionFailed('If-Unmodified-Since');
  }
  if (noneMatch !== undefined) return names(noneMatch, etag) ? 'notModified' : 'proceed';
  return since !== undefined && modified <= since ? 'notModified' : 'proceed';
}

/**
 * The conditions of a write. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 *
 * @throws AwsError `PreconditionFailed`, `NoSuchKey`, `NotImplemented` for conditions that S3 doesn't have on writes.
 */
export function checkWrite(headers: Headers, current: ObjectRecord | undefined, key: string): void {
  const existing = current && !current.deleteMarker ? current : undefined;
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (noneMatch !== undefined && noneMatch !== '*') throw s3Errors.notImplemented('If-None-Match');
  if (noneMatch !== undefined && existing) throw s3Errors.preconditionFailed('If-None-Match');
  if (match === undefined) return;
  if (!existing) throw s3Errors.noSuchKey(key);
  if (!names(match, existing.etag)) throw s3Errors.preconditionFailed('If-Match');
}

function names(list: string, etag: string): boolean {
  return list.split(',').some((each) => ['*', etag, `"${etag}"`].includes(each.trim()));
}

function dateOf(text: string | undefined): Date | undefined {
  const date = text === undefined ? undefined : new Date(text);
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}
