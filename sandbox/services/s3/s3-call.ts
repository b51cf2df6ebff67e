import { decide, type PolicyDocument, trusts } from '../../../catalog/permissions';
import type { Call } from '../../kernel/call';
import type { RestRequest, RestResponse } from '../../kernel/service';
import { S3Error, s3Errors } from './s3-error';
import { type BucketRecord, buckets } from './state';

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
 * The bucket that a call names, once the caller is found to be let in: its owner is, unless the bucket's policy denies it;
 * another account is where the policy allows it.
 *
 * @param action what is to be done, as policies name it: `s3:GetObject`.
 * @throws AwsError `NoSuchBucket`, `AccessDenied`, `AuthorizationHeaderMalformed` for a call to another region.
 */
export function theBucket(call: S3Call, action: string): BucketRecord {
  const bucket = call.db.get(buckets, [call.bucketName]);
  if (!bucket) throw s3Errors.noSuchBucket(call.bucketName);
  const expected = call.request.headers['x-amz-expected-bucket-owner'];
  if (expected !== undefined && expected !== bucket.accountId) throw s3Errors.accessDenied();
  if (!mayAccess(bucket, { action, key: call.key, accountId: call.accountId, principalArn: call.caller.arn })) {
    throw s3Errors.accessDenied();
  }
  if (bucket.region !== call.region) {
    const message = `The authorization header is malformed; the region '${call.region}' is wrong; expecting '${bucket.region}'`;
    throw new S3Error('AuthorizationHeaderMalformed', message, 400, { Region: bucket.region });
  }
  return bucket;
}

/** Action on a bucket that somebody wants. */
export interface Access {
  readonly action: string;
  /** Empty for an action on the bucket itself. */
  readonly key: string;
  readonly accountId: string;
  readonly principalArn: string;
}

/**
 * Whether a bucket's owner and policy let somebody do something. The caller's own policies are not asked: the sandbox
 * doesn't judge calls by them.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html
 */
export function mayAccess(bucket: BucketRecord, { action, key, accountId, principalArn }: Access): boolean {
  const policy = policyFor(bucket, principalArn);
  const resource = `arn:aws:s3:::${bucket.name}${key ? `/${key}` : ''}`;
  const context = {
    'aws:SecureTransport': 'true',
    'aws:PrincipalAccount': accountId,
    'aws:PrincipalArn': principalArn,
  };
  const decision = decide(policy ? [policy] : [], { action, resource, context });
  return accountId === bucket.accountId ? decision !== 'explicitDeny' : decision === 'allowed';
}

/** Those statements of a bucket's policy that name the principal, as if they were its own. */
function policyFor({ documents }: BucketRecord, principalArn: string): PolicyDocument | undefined {
  if (documents.policy === undefined) return undefined;
  const policy: PolicyDocument = JSON.parse(documents.policy);
  const statements = [policy.Statement].flat().filter(({ Principal, NotPrincipal }) => {
    const naming = { Effect: 'Allow' as const, Principal, NotPrincipal, Action: 'sts:AssumeRole' };
    return trusts({ Version: '2012-10-17', Statement: [naming] }, { principalArn });
  });
  return { ...policy, Statement: statements.map(({ Principal: _p, NotPrincipal: _n, ...statement }) => statement) };
}
