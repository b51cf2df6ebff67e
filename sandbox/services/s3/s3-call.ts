import type { Call } from '../../kernel/call';
import type { RestRequest, RestResponse } from '../../kernel/service';
import { type Access, accessRefusal, serviceRefusal } from './access';
import { S3Error, s3Errors } from './s3-error';
import { type BucketRecord, buckets, findVersion } from './state';

/** A request to S3, taken apart. */
export interface S3Call extends Call {
  readonly request: RestRequest;
  /** Empty for a call to the service itself. */
  readonly bucketName: string;
  /** Empty for a call to a bucket. */
  readonly key: string;
}

/** One operation of S3. */
export type S3Operation = (call: S3Call) => RestResponse;

/**
 * The bucket that a call names, once the caller is found to be let in.
 *
 * @param action what is to be done, as policies name it: `s3:GetObject`.
 * @param versionId of the object that the call is about.
 * @throws AwsError `NoSuchBucket`, `AccessDenied`, `AuthorizationHeaderMalformed` for a call to another region.
 */
export function theBucket(call: S3Call, action: string, versionId?: string): BucketRecord {
  const bucket = theOwnersBucket(call);
  const refusal = accessRefusal(bucket, accessOf(call, action, versionId), call.db);
  if (refusal !== undefined) throw s3Errors.accessDenied(refusal);
  return inRegion(bucket, call);
}

/** The bucket that a call names, for an operation that asks for each key by itself. @throws AwsError as {@link theBucket} does. */
export function theOpenBucket(call: S3Call): BucketRecord {
  return inRegion(theOwnersBucket(call), call);
}

/** @throws AwsError `AccessDenied` where the caller's policies don't allow an action on S3, or on a bucket that is to be made. */
export function checkServiceAccess(call: S3Call, action: string, resource: string): void {
  const refusal = serviceRefusal(accessOf(call, action), resource, call.db);
  if (refusal !== undefined) throw s3Errors.accessDenied(refusal);
}

function theOwnersBucket(call: S3Call): BucketRecord {
  const bucket = call.db.get(buckets, [call.bucketName]);
  if (!bucket) throw s3Errors.noSuchBucket(call.bucketName);
  const expected = call.request.headers['x-amz-expected-bucket-owner'];
  if (expected !== undefined && expected !== bucket.accountId) throw s3Errors.accessDenied();
  return bucket;
}

function inRegion(bucket: BucketRecord, { region }: S3Call): BucketRecord {
  if (bucket.region === region) return bucket;
  const message = `The authorization header is malformed; the region '${region}' is wrong; expecting '${bucket.region}'`;
  throw new S3Error('AuthorizationHeaderMalformed', message, 400, { Region: bucket.region });
}

function accessOf(
  { key, caller, region, now, request, db, bucketName }: S3Call,
  action: string,
  versionId?: string,
): Access {
  // Who isn't judged by policies is spared the look at the object's tags.
  const object = key !== '' && caller.session ? findVersion(db, bucketName, key, versionId) : undefined;
  return { action, key, caller, region, now, request, object };
}
