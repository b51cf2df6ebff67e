import { element, textElement } from '../../http/protocol/xml';
import type { RestResponse } from '../../kernel/service';
import { checkServiceAccess, type S3Call, theBucket } from './s3-call';
import { S3Error, s3Errors } from './s3-error';
import { accountBuckets, type BucketRecord, buckets, uploads, versions } from './state';
import { childText, readXml } from './xml-body';

/** The namespace of S3's answers. */
export const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** An answer with XML. */
export function xmlAnswer(root: string, content: string): RestResponse {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content, NAMESPACE)}`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export function listBuckets(call: S3Call): RestResponse {
  checkServiceAccess(call, 's3:ListAllMyBuckets', '*');
  const { query } = call.request;
  const token = query.get('continuation-token');
  const limit = countOf(query.get('max-buckets'), 'max-buckets', 10_000, 10_000);
  const names = call.db
    .list(accountBuckets, [call.accountId], { after: token === null ? undefined : [call.accountId, token] })
    .map(({ key }) => String(key[1]))
    .filter((name) => name.startsWith(query.get('prefix') ?? ''));
  const page = names.slice(0, limit);
  const items = page.flatMap((name) => call.db.get(buckets, [name]) ?? []).map(bucketElement);
  const next = names.length > page.length ? textElement('ContinuationToken', page.at(-1) ?? '') : '';
  return xmlAnswer('ListAllMyBucketsResult', ownerElement(call.accountId) + element('Buckets', items.join('')) + next);
}

/** A count in a query: from 0 to `most`, which larger ones are cut to. @throws AwsError `InvalidArgument`. */
export function countOf(text: string | null, name: string, otherwise: number, most: number): number {
  if (text === null || text === '') return otherwise;
  if (!/^\d{1,10}$/.test(text)) {
    throw s3Errors.invalidArgument(`Provided ${name} not an integer or within integer range`, name, text);
  }
  return Math.min(Number(text), most);
}

/** The owner of what an account holds. Its canonical id follows from the account. */
export function ownerElement(accountId: string): string {
  return element('Owner', textElement('ID', accountId.padStart(64, '0')));
}

function bucketElement({ name, created, region }: BucketRecord): string {
  const content = textElement('Name', name) + textElement('CreationDate', created.toISOString());
  return element('Bucket', content + textElement('BucketRegion', region));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export function createBucket(call: S3Call): RestResponse {
  const { bucketName, accountId, region, request } = call;
  checkServiceAccess(call, 's3:CreateBucket', `arn:aws:s3:::${bucketName}`);
  const constraint =
    request.body.length > 0
      ? childText(readXml(request.body, 'CreateBucketConfiguration'), 'LocationConstraint')
      : undefined;
  if (constraint !== (region === 'us-east-1' ? undefined : region)) {
    const what = constraint ?? 'unspecified';
    const message = `The ${what} location constraint is incompatible for the region specific endpoint this request was sent to.`;
    throw new S3Error('IllegalLocationConstraintException', message, 400);
  }
  const existing = call.db.get(buckets, [bucketName]);
  // Only in us-east-1 making one's own bucket again is no error.
  if (!(existing?.accountId === accountId && existing.region === region && region === 'us-east-1')) {
    makeBucket(bucketName, call);
  }
  return { status: 200, headers: { location: `/${bucketName}` } };
}

/**
 * Makes a bucket.
 *
 * @throws AwsError `InvalidBucketName`, `BucketAlreadyOwnedByYou`, `BucketAlreadyExists`.
 */
export function makeBucket(
  name: string,
  { db, now, accountId, region }: Pick<S3Call, 'db' | 'now' | 'accountId' | 'region'>,
): BucketRecord {
  if (!isBucketName(name)) {
    throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName: name });
  }
  const existing = db.get(buckets, [name]);
  if (existing?.accountId === accountId) {
    const message = 'Your previous request to create the named bucket succeeded and you already own it.';
    throw new S3Error('BucketAlreadyOwnedByYou', message, 409, { BucketName: name });
  }
  if (existing) {
    const unavailable = 'The requested bucket name is not available.';
    const shared = 'The bucket namespace is shared by all users of the system.';
    const message = `${unavailable} ${shared} Please select a different name and try again.`;
    throw new S3Error('BucketAlreadyExists', message, 409, { BucketName: name });
  }
  const bucket: BucketRecord = { name, accountId, region, created: now, documents: {} };
  db.put(buckets, [name], bucket);
  db.put(accountBuckets, [accountId, name], true);
  return bucket;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export function headBucket(call: S3Call): RestResponse {
  const { region } = theBucket(call, 's3:ListBucket');
  return { status: 200, headers: { 'x-amz-bucket-region': region, 'content-type': 'application/xml' } };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html: answers from any region. */
export function getBucketLocation(call: S3Call): RestResponse {
  const region = call.db.get(buckets, [call.bucketName])?.region ?? call.region;
  theBucket({ ...call, region }, 's3:GetBucketLocation');
  return xmlAnswer('LocationConstraint', region === 'us-east-1' ? '' : region);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export function deleteBucket(call: S3Call): RestResponse {
  removeBucket(theBucket(call, 's3:DeleteBucket'), call);
  return { status: 204 };
}

/** Removes an empty bucket. @throws AwsError `BucketNotEmpty`. */
export function removeBucket({ name, accountId }: BucketRecord, { db }: Pick<S3Call, 'db'>): void {
  if (db.list(versions, [name], { limit: 1 }).length > 0 || db.list(uploads, [name], { limit: 1 }).length > 0) {
    const message = 'The bucket you tried to delete is not empty';
    throw new S3Error('BucketNotEmpty', message, 409, { BucketName: name });
  }
  db.remove(buckets, [name]);
  db.remove(accountBuckets, [accountId, name]);
}
