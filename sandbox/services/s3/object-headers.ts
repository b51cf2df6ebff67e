import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { RestRequest } from '../../kernel/service';
import { S3Error, s3Errors } from './s3-error';
import type { ObjectRecord } from './state';

/** Headers that are kept with an object and answered with it. */
const KEPT = [
  'cache-control',
  'content-disposition',
  'content-language',
  'content-type',
  'expires',
  'x-amz-storage-class',
  'x-amz-website-redirect-location',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
];

/** Bytes that the names and values of `x-amz-meta-*` may have together. */
const METADATA_LIMIT = 2048;

/** The headers of a request that are kept with the object that it writes. @throws AwsError `MetadataTooLarge`. */
export function keptHeaders({ headers }: Pick<RestRequest, 'headers'>): Record<string, string> {
  const kept: Record<string, string> = {
    'content-type': 'binary/octet-stream',
    'x-amz-server-side-encryption': 'AES256',
  };
  for (const [name, value] of Object.entries(headers)) {
    if (KEPT.includes(name) || name.startsWith('x-amz-meta-')) kept[name] = value;
  }
  const encodings = (headers['content-encoding'] ?? '').split(',').map((encoding) => encoding.trim());
  const encoding = encodings.filter((each) => each && each !== 'aws-chunked').join(',');
  if (encoding) kept['content-encoding'] = encoding;
  const metadata = Object.entries(kept).filter(([name]) => name.startsWith('x-amz-meta-'));
  const size = metadata.reduce((sum, [name, value]) => sum + name.length - 'x-amz-meta-'.length + value.length, 0);
  if (size > METADATA_LIMIT) {
    throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', 400);
  }
  return kept;
}

/** Headers that a GET or HEAD of an object answers beside its length. */
export function answeredHeaders(object: ObjectRecord, versioned: boolean): Record<string, string> {
  const tags = Object.keys(object.tags).length;
  return {
    ...object.headers,
    etag: `"${object.etag}"`,
    'last-modified': object.modified.toUTCString(),
    'accept-ranges': 'bytes',
    ...(versioned ? { 'x-amz-version-id': object.versionId } : {}),
    ...(tags > 0 ? { 'x-amz-tagging-count': String(tags) } : {}),
  };
}

/** Digests that a request may state of its body, in base64. CRC-64, CRC-32C and trailers are taken on trust. */
const DIGESTS: Readonly<Record<string, (body: Buffer) => string>> = {
  'content-md5': (body) => createHash('md5').update(body).digest('base64'),
  'x-amz-checksum-sha1': (body) => createHash('sha1').update(body).digest('base64'),
  'x-amz-checksum-sha256': (body) => createHash('sha256').update(body).digest('base64'),
  'x-amz-checksum-crc32': (body) => {
    const digest = Buffer.alloc(4);
    digest.writeUInt32BE(crc32(body));
    return digest.toString('base64');
  },
};

/** Checks the body against the digests that the request states. @throws AwsError `BadDigest`, `XAmzContentSHA256Mismatch`. */
export function checkDigests({ headers, body }: Pick<RestRequest, 'headers' | 'body'>): void {
  for (const [name, digest] of Object.entries(DIGESTS)) {
    if (headers[name] !== undefined && headers[name] !== digest(body)) {
      throw s3Errors.badDigest(
        name === 'content-md5' ? 'Content-MD5' : name.replace('x-amz-checksum-', '').toUpperCase(),
      );
    }
  }
  const stated = headers['x-amz-content-sha256'];
  if (stated && /^[0-9a-f]{64}$/.test(stated) && stated !== createHash('sha256').update(body).digest('hex')) {
    const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
    throw new S3Error('XAmzContentSHA256Mismatch', message, 400);
  }
}

/** Tags as a header or a query states them: `a=1&b=2`. @throws AwsError `InvalidTag`, `InvalidArgument`. */
export function taggingHeader(text: string | undefined): Record<string, string> {
  return checkedTags([...new URLSearchParams(text ?? '')]);
}

/** Tags of an object, ten at the most. @throws AwsError `InvalidTag`, `BadRequest`. */
export function checkedTags(entries: readonly (readonly [string, string])[]): Record<string, string> {
  const invalid = (message: string) => new S3Error('InvalidTag', message, 400);
  if (entries.length > 10) throw new S3Error('BadRequest', 'Object tags cannot be greater than 10', 400);
  for (const [key, value] of entries) {
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key)) throw invalid('The TagKey you have provided is invalid');
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value)) throw invalid('The TagValue you have provided is invalid');
    if (key.startsWith('aws:')) throw invalid('System tags cannot be added/updated by requester');
  }
  const tags = Object.fromEntries(entries);
  if (Object.keys(tags).length < entries.length) throw invalid('Cannot provide multiple Tags with the same key');
  return tags;
}
