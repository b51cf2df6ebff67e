import type { Work } from '../../call';
import { buckets, objectAt } from './state';

/** A template that a URL names, or why there is none: S3's error, or `UnsupportedUrl` for what names no object. */
export type TemplateAt =
  | { readonly body: string }
  | { readonly code: 'UnsupportedUrl' | 'NoSuchBucket' | 'NoSuchKey' | 'AccessDenied'; readonly message: string };

/** Where an object is, as a URL says it. */
export interface ObjectLocation {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

/**
 * The text of the object that a template URL names.
 *
 * @param url `https://s3.<region>.amazonaws.com/bucket/key`, `https://bucket.s3.<region>.amazonaws.com/key`,
 *   `s3://bucket/key`, or the sandbox's own `http://127.0.0.1:<port>/bucket/key`.
 * @param accountId whose call it is: a bucket of another account is refused. Default: anyone's.
 */
export function templateAt(url: string, { db }: Work, accountId?: string): TemplateAt {
  const location = objectLocation(url);
  if (!location) return { code: 'UnsupportedUrl', message: 'TemplateURL must be a supported URL.' };
  const bucket = db.get(buckets, [location.bucket]);
  if (!bucket) return { code: 'NoSuchBucket', message: 'The specified bucket does not exist' };
  if (accountId !== undefined && bucket.accountId !== accountId) {
    return { code: 'AccessDenied', message: 'Access Denied' };
  }
  const found = objectAt(db, accountId, location.bucket, location.key, location.versionId);
  if (!found) return { code: 'NoSuchKey', message: 'The specified key does not exist.' };
  return { body: found.body.toString('utf8') };
}

/**
 * The bucket and key that an S3 URL names, in every form that AWS lists at
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html; undefined for any other URL.
 */
export function objectLocation(url: string): ObjectLocation | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed) return undefined;
  const path = decodePath(parsed.pathname.slice(1));
  if (path === undefined) return undefined;
  const versionId = parsed.searchParams.get('versionId') ?? undefined;
  const inHost = bucketInHost(parsed);
  if (inHost === undefined) return undefined;
  const [bucket = '', ...rest] = inHost === '' ? path.split('/') : [inHost, path];
  const key = rest.join('/');
  return bucket && key ? { bucket, key, versionId } : undefined;
}

/** The bucket that the host names; empty where the path names it; undefined where the URL isn't one of S3. */
function bucketInHost({ protocol, hostname }: URL): string | undefined {
  if (protocol === 's3:') return hostname || undefined;
  if (protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')) return '';
  if (protocol !== 'https:') return undefined;
  const [, bucket = ''] = /^(?:(.+)\.)?s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/.exec(hostname) ?? [undefined];
  return /(?:^|\.)s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/.test(hostname) ? bucket : undefined;
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
