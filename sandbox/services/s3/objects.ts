import { textElement } from '../../http/protocol/xml';
import type { RestResponse } from '../../kernel/service';
import { xmlAnswer } from './buckets';
import { checkRead, checkWrite } from './conditions';
import { answeredHeaders, checkDigests, keptHeaders, taggingHeader } from './object-headers';
import { addBlob, addVersion, md5, removeVersion } from './object-store';
import { rangeOf } from './range';
import { type S3Call, theBucket } from './s3-call';
import { S3Error, s3Errors } from './s3-error';
import { type BucketRecord, bodyOf, findVersion, type ObjectRecord } from './state';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function putObject(call: S3Call): RestResponse {
  const { request, key, db } = call;
  const bucket = theBucket(call, 's3:PutObject');
  if (request.headers['x-amz-tagging'] !== undefined) theBucket(call, 's3:PutObjectTagging');
  checkKey(key);
  checkDigests(request);
  checkWrite(request.headers, findVersion(db, bucket.name, key), key);
  const etag = md5(request.body);
  const blobs = request.body.length > 0 ? [addBlob(db, request.body)] : [];
  const object = addVersion(db, bucket, {
    key,
    etag,
    size: request.body.length,
    headers: keptHeaders(request),
    tags: taggingHeader(request.headers['x-amz-tagging']),
    blobs,
    modified: wholeSeconds(call.now),
  });
  return { status: 200, headers: { etag: `"${etag}"`, ...writtenHeaders(object, bucket) } };
}

/** Headers of an answer about a version that was written. */
export function writtenHeaders(object: ObjectRecord, { versioning }: BucketRecord): Record<string, string> {
  return {
    'x-amz-server-side-encryption': object.headers['x-amz-server-side-encryption'] ?? 'AES256',
    ...(versioning === 'Enabled' ? { 'x-amz-version-id': object.versionId } : {}),
  };
}

/** HTTP dates have no fractions: conditions on them compare whole seconds. */
export function wholeSeconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

/** @throws AwsError `KeyTooLongError`. */
export function checkKey(key: string): void {
  const size = Buffer.byteLength(key);
  if (size > 1024) {
    const details = { Size: String(size), MaxSizeAllowed: '1024' };
    throw new S3Error('KeyTooLongError', 'Your key is too long', 400, details);
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html and HeadObject */
export function getObject(call: S3Call): RestResponse {
  const { request, db } = call;
  const versionId = request.query.get('versionId') ?? undefined;
  const bucket = theBucket(call, versionId ? 's3:GetObjectVersion' : 's3:GetObject', versionId);
  const object = existingObject(call, bucket, versionId);
  const headers = { ...answeredHeaders(object, bucket.versioning !== undefined), ...overridden(request.query) };
  const condition = checkRead(request.headers, object);
  if (condition === 'notModified') return { status: 304, headers };
  const range = rangeOf(request.headers.range, object.size);
  if (request.method === 'HEAD') {
    const length = range ? range.end - range.start : object.size;
    return { status: range ? 206 : 200, headers: { ...headers, ...range?.headers, 'content-length': String(length) } };
  }
  const body = bodyOf(db, object);
  if (!range) return { status: 200, headers, body };
  return { status: 206, headers: { ...headers, ...range.headers }, body: body.subarray(range.start, range.end) };
}

/**
 * The version that a call names, or the current one. Whether a key is missing is said to those only who may list the bucket:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 *
 * @throws AwsError `NoSuchKey`, `NoSuchVersion`, `MethodNotAllowed` for a delete marker that is named.
 */
export function existingObject(call: S3Call, bucket: BucketRecord, versionId: string | undefined): ObjectRecord {
  const object = findVersion(call.db, bucket.name, call.key, versionId);
  if (!object) theBucket({ ...call, key: '' }, 's3:ListBucket');
  if (!object) throw versionId ? s3Errors.noSuchVersion(call.key, versionId) : s3Errors.noSuchKey(call.key);
  if (object.deleteMarker)
    throw versionId ? s3Errors.methodNotAllowed(call.request.method) : s3Errors.noSuchKey(call.key);
  return object;
}

/** `response-content-type` and its like in a presigned URL. */
function overridden(query: URLSearchParams): Record<string, string> {
  const entries = [...query].filter(([name]) => name.startsWith('response-'));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice('response-'.length), value]));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export function deleteObject(call: S3Call): RestResponse {
  const versionId = call.request.query.get('versionId') ?? undefined;
  const bucket = theBucket(call, versionId ? 's3:DeleteObjectVersion' : 's3:DeleteObject', versionId);
  const gone = deleteOne(call, bucket, call.key, versionId);
  return {
    status: 204,
    headers: {
      ...(gone?.deleteMarker ? { 'x-amz-delete-marker': 'true' } : {}),
      ...(gone && bucket.versioning ? { 'x-amz-version-id': gone.versionId } : {}),
    },
  };
}

/** Deletes one version for good, or, in a versioned bucket, lays a delete marker over the key. Says which version it is. */
export function deleteOne(
  { db, now }: Pick<S3Call, 'db' | 'now'>,
  bucket: BucketRecord,
  key: string,
  versionId: string | undefined,
): ObjectRecord | undefined {
  if (versionId !== undefined) return removeVersion(db, bucket.name, key, versionId);
  if (bucket.versioning === undefined) return removeVersion(db, bucket.name, key, 'null');
  const marker = { key, etag: '', size: 0, headers: {}, tags: {}, blobs: [], modified: wholeSeconds(now) };
  return addVersion(db, bucket, marker, true);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export function copyObject(call: S3Call): RestResponse {
  const { request, db, key } = call;
  const bucket = theBucket(call, 's3:PutObject');
  checkKey(key);
  const { source, body } = copySource(call);
  checkWrite(request.headers, findVersion(db, bucket.name, key), key);
  const replaces = (header: string) => request.headers[header] === 'REPLACE';
  const object = addVersion(db, bucket, {
    key,
    etag: md5(body),
    size: body.length,
    headers: replaces('x-amz-metadata-directive') ? keptHeaders(request) : source.headers,
    tags: replaces('x-amz-tagging-directive') ? taggingHeader(request.headers['x-amz-tagging']) : source.tags,
    blobs: body.length > 0 ? [addBlob(db, body)] : [],
    modified: wholeSeconds(call.now),
  });
  const content = textElement('LastModified', object.modified.toISOString()) + textElement('ETag', `"${object.etag}"`);
  const answer = xmlAnswer('CopyObjectResult', content);
  return { ...answer, headers: { ...answer.headers, ...writtenHeaders(object, bucket) } };
}

/** The object that `x-amz-copy-source` names. @throws AwsError `InvalidArgument` and what reading an object throws. */
export function copySource(call: S3Call): { source: ObjectRecord; body: Buffer } {
  const header = call.request.headers['x-amz-copy-source'] ?? '';
  const [, bucketName, path, versionId] = /^\/?([^/]+)\/(.+?)(?:\?versionId=([^&]+))?$/.exec(header) ?? [];
  const key = path === undefined ? undefined : decoded(path);
  if (bucketName === undefined || key === undefined) {
    const message = 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey';
    throw s3Errors.invalidArgument(message, 'x-amz-copy-source', header);
  }
  const expected = call.request.headers['x-amz-source-expected-bucket-owner'];
  const headers: Record<string, string> = expected === undefined ? {} : { 'x-amz-expected-bucket-owner': expected };
  const from: S3Call = { ...call, bucketName, key, request: { ...call.request, headers } };
  const source = existingObject(
    from,
    theBucket(from, versionId ? 's3:GetObjectVersion' : 's3:GetObject', versionId),
    versionId,
  );
  return { source, body: bodyOf(call.db, source) };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
