import { createHash, randomBytes } from 'node:crypto';
import { element, textElement } from '../../http/protocol/xml';
import type { RestResponse } from '../../kernel/service';
import { ownerElement, xmlAnswer } from './buckets';
import { checkWrite } from './conditions';
import { checkDigests, keptHeaders, taggingHeader } from './object-headers';
import { addBlob, addVersion, md5 } from './object-store';
import { checkKey, copySource, wholeSeconds, writtenHeaders } from './objects';
import { rangeOf } from './range';
import { type S3Call, theBucket } from './s3-call';
import { S3Error, s3Errors } from './s3-error';
import { blobs, findVersion, type PartRecord, parts, type UploadRecord, uploads } from './state';
import { childObjects, childText, readXml } from './xml-body';

/** Bytes that every part but the last must have. */
const LEAST_PART = 5 * 1024 * 1024;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export function createMultipartUpload(call: S3Call): RestResponse {
  const bucket = theBucket(call, 's3:PutObject');
  checkKey(call.key);
  const upload: UploadRecord = {
    id: randomBytes(48).toString('base64url'),
    key: call.key,
    initiated: wholeSeconds(call.now),
    headers: keptHeaders(call.request),
    tags: taggingHeader(call.request.headers['x-amz-tagging']),
  };
  call.db.put(uploads, [bucket.name, upload.id], upload);
  return xmlAnswer('InitiateMultipartUploadResult', uploadElements(bucket.name, upload));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html and UploadPartCopy */
export function uploadPart(call: S3Call): RestResponse {
  theBucket(call, 's3:PutObject');
  const upload = theUpload(call);
  const text = call.request.query.get('partNumber') ?? '';
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 10_000) {
    const message = 'Part number must be an integer between 1 and 10000, inclusive';
    throw s3Errors.invalidArgument(message, 'partNumber', text);
  }
  const copied = call.request.headers['x-amz-copy-source'] !== undefined;
  if (!copied) checkDigests(call.request);
  const body = copied ? copiedBytes(call) : call.request.body;
  dropPart(call, upload, number);
  const part: PartRecord = {
    number,
    etag: md5(body),
    size: body.length,
    modified: wholeSeconds(call.now),
    blob: addBlob(call.db, body),
  };
  call.db.put(parts, [upload.id, number], part);
  if (!copied) return { status: 200, headers: { etag: `"${part.etag}"` } };
  const modified = textElement('LastModified', part.modified.toISOString());
  return xmlAnswer('CopyPartResult', modified + textElement('ETag', `"${part.etag}"`));
}

function copiedBytes(call: S3Call): Buffer {
  const { body } = copySource(call);
  const range = rangeOf(call.request.headers['x-amz-copy-source-range'], body.length);
  return range ? body.subarray(range.start, range.end) : body;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export function completeMultipartUpload(call: S3Call): RestResponse {
  const bucket = theBucket(call, 's3:PutObject');
  const upload = theUpload(call);
  checkWrite(call.request.headers, findVersion(call.db, bucket.name, call.key), call.key);
  const chosen = chosenParts(call, upload);
  const digests = Buffer.concat(chosen.map(({ etag }) => Buffer.from(etag, 'hex')));
  const object = addVersion(call.db, bucket, {
    key: upload.key,
    etag: `${createHash('md5').update(digests).digest('hex')}-${chosen.length}`,
    size: chosen.reduce((sum, { size }) => sum + size, 0),
    headers: upload.headers,
    tags: upload.tags,
    blobs: chosen.map(({ blob }) => blob),
    modified: wholeSeconds(call.now),
  });
  endUpload(call, upload, new Set(object.blobs));
  const where = textElement('Location', `/${bucket.name}/${upload.key}`) + textElement('Bucket', bucket.name);
  const what = textElement('Key', upload.key) + textElement('ETag', `"${object.etag}"`);
  const answer = xmlAnswer('CompleteMultipartUploadResult', where + what);
  return { ...answer, headers: { ...answer.headers, ...writtenHeaders(object, bucket) } };
}

/** The parts that the request names, which must be there, in order and large enough. */
function chosenParts(call: S3Call, upload: UploadRecord): PartRecord[] {
  const named = childObjects(readXml(call.request.body, 'CompleteMultipartUpload'), 'Part');
  if (named.length === 0) throw s3Errors.malformedXml();
  const numbers = named.map((part) => Number(childText(part, 'PartNumber')));
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    const message =
      'The list of parts was not in ascending order. The parts list must be specified in order by part number.';
    throw new S3Error('InvalidPartOrder', message, 400);
  }
  return named.map((each, index) => {
    const number = numbers[index] ?? 0;
    const part = Number.isInteger(number) ? call.db.get(parts, [upload.id, number]) : undefined;
    if (!part || part.etag !== (childText(each, 'ETag') ?? '').replaceAll('"', '')) {
      const missing = 'One or more of the specified parts could not be found.';
      const why =
        "The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";
      throw new S3Error('InvalidPart', `${missing} ${why}`, 400, { PartNumber: String(number) });
    }
    if (part.size < LEAST_PART && index < named.length - 1) {
      const message = 'Your proposed upload is smaller than the minimum allowed size';
      throw new S3Error('EntityTooSmall', message, 400, {
        ProposedSize: String(part.size),
        MinSizeAllowed: `${LEAST_PART}`,
      });
    }
    return part;
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export function abortMultipartUpload(call: S3Call): RestResponse {
  theBucket(call, 's3:AbortMultipartUpload');
  endUpload(call, theUpload(call), new Set());
  return { status: 204 };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html: in one page. */
export function listParts(call: S3Call): RestResponse {
  const bucket = theBucket(call, 's3:ListMultipartUploadParts');
  const upload = theUpload(call);
  const items = call.db.list(parts, [upload.id]).map(({ value }) => {
    const modified = textElement('LastModified', value.modified.toISOString());
    const content = modified + textElement('ETag', `"${value.etag}"`) + textElement('Size', value.size);
    return element('Part', textElement('PartNumber', value.number) + content);
  });
  const end = textElement('IsTruncated', false) + textElement('MaxParts', 10_000);
  return xmlAnswer('ListPartsResult', uploadElements(bucket.name, upload) + end + items.join(''));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html: in one page. */
export function listMultipartUploads(call: S3Call): RestResponse {
  const { name, accountId } = theBucket(call, 's3:ListBucketMultipartUploads');
  const items = call.db.list(uploads, [name]).map(({ value }) => {
    const content = textElement('Key', value.key) + textElement('UploadId', value.id) + ownerElement(accountId);
    return element('Upload', content + textElement('Initiated', value.initiated.toISOString()));
  });
  const end = textElement('MaxUploads', 1000) + textElement('IsTruncated', false);
  return xmlAnswer('ListMultipartUploadsResult', textElement('Bucket', name) + end + items.join(''));
}

function theUpload({ db, bucketName, key, request }: S3Call): UploadRecord {
  const id = request.query.get('uploadId') ?? '';
  const upload = db.get(uploads, [bucketName, id]);
  if (upload?.key === key) return upload;
  const missing = 'The specified upload does not exist.';
  const why = 'The upload ID may be invalid, or the upload may have been aborted or completed.';
  throw new S3Error('NoSuchUpload', `${missing} ${why}`, 404, { UploadId: id });
}

function dropPart({ db }: S3Call, upload: UploadRecord, number: number): void {
  const part = db.get(parts, [upload.id, number]);
  if (part) db.remove(blobs, [part.blob]);
}

/** Forgets an upload, its parts and those pieces that no object took over. */
function endUpload({ db, bucketName }: S3Call, upload: UploadRecord, kept: ReadonlySet<string>): void {
  for (const { key, value } of db.list(parts, [upload.id])) {
    if (!kept.has(value.blob)) db.remove(blobs, [value.blob]);
    db.remove(parts, key);
  }
  db.remove(uploads, [bucketName, upload.id]);
}

function uploadElements(bucket: string, { key, id }: UploadRecord): string {
  return textElement('Bucket', bucket) + textElement('Key', key) + textElement('UploadId', id);
}
