import type { Caller } from '../../kernel/caller';
import type { Work } from '../../kernel/work';
import { accessRefusal } from './access';
import { buckets, findVersion, objectAt } from './state';

/** A template that a URL names, or why there is none: S3's error, or `UnsupportedUrl` for what names no object. */
export type TemplateAt =
  | { readonly body: string }
  | {
      readonly code: 'UnsupportedUrl' | 'NoSuchBucket' | 'NoSuchKey' | 'AccessDenied' | 'PermanentRedirect';
      readonly message: string;
    };

/** Location of an object, as a URL says it. */
export interface ObjectLocation {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  /** Region that the host names, if it does. */
  readonly region?: string;
}

/**
 * The text of the object that a template URL names.
 *
 * @param url `https://s3.<region>.amazonaws.com/bucket/key`, `https://bucket.s3.<region>.amazonaws.com/key`,
 *   `s3://bucket/key`, or the sandbox's own `http://127.0.0.1:<port>/bucket/key`.
 * @param caller whose call it is: it must be let in. An account reads as its administrator.
 */
export function templateAt(url: string, { db, now }: Work, caller: Caller | string): TemplateAt {
  const location = objectLocation(url);
  if (!location) return { code: 'UnsupportedUrl', message: 'TemplateURL must be a supported URL.' };
  const bucket = db.get(buckets, [location.bucket]);
  if (!bucket) return { code: 'NoSuchBucket', message: 'The specified bucket does not exist' };
  const { key, region, versionId } = location;
  const action = versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  const reader = typeof caller === 'string' ? root(caller) : caller;
  const object = findVersion(db, bucket.name, key, versionId);
  if (accessRefusal(bucket, { action, key, caller: reader, region: bucket.region, now, object }, db) !== undefined) {
    return { code: 'AccessDenied', message: 'Access Denied' };
  }
  if (region !== undefined && region !== bucket.region) {
    const where = 'The bucket you are attempting to access must be addressed using the specified endpoint.';
    return { code: 'PermanentRedirect', message: `${where} Please send all future requests to this endpoint.` };
  }
  const found = objectAt(db, undefined, bucket.name, key, versionId);
  if (!found) return { code: 'NoSuchKey', message: 'The specified key does not exist.' };
  return { body: found.body.toString('utf8') };
}

function root(accountId: string): Caller {
  return { accountId, arn: `arn:aws:iam::${accountId}:root`, userId: accountId };
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
  const host = s3Host(parsed);
  if (host === undefined) return undefined;
  const [bucket = '', ...rest] = host.bucket === undefined ? path.split('/') : [host.bucket, path];
  const key = rest.join('/');
  return bucket && key ? { bucket, key, versionId, region: host.region } : undefined;
}

/** Bucket and region that the host of an S3 URL names; undefined where the URL isn't one of S3. */
function s3Host({ protocol, hostname }: URL): { bucket?: string; region?: string } | undefined {
  if (protocol === 's3:') return hostname ? { bucket: hostname } : undefined;
  if (protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')) return {};
  const parts = /^(?:(.+)\.)?s3(?:[.-](?:dualstack\.)?([a-z0-9-]+))?\.amazonaws\.com$/.exec(hostname);
  return protocol === 'https:' && parts ? { bucket: parts[1], region: parts[2] } : undefined;
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
