import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnBucket, CfnBucketPolicy, type CfnBucketProps } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** A bucket that nobody outside the account sees and that keeps versions. It stays when the stack goes. */
export function privateBucket(scope: Construct, id: string, props: CfnBucketProps): CfnBucket {
  const bucket = new CfnBucket(scope, id, {
    versioningConfiguration: { status: 'Enabled' },
    ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
    publicAccessBlockConfiguration: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    ...props,
  });
  bucket.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return bucket;
}

/**
 * Encryption of a bucket with KMS.
 *
 * @param kmsMasterKeyId ARN of the key, or `AWS::NoValue` for the one that AWS keeps in the account for S3
 */
export function kmsEncryption(kmsMasterKeyId: string): CfnBucket.BucketEncryptionProperty {
  return {
    serverSideEncryptionConfiguration: [
      { bucketKeyEnabled: true, serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId } },
    ],
  };
}

/**
 * Gives a bucket its policy: nothing but TLS 1.2 or newer, for anybody, and what else is allowed. It stays with the
 * bucket when the stack goes.
 */
export function addBucketPolicy(
  scope: Construct,
  id: string,
  bucket: CfnBucket,
  allowed: readonly object[] = [],
): CfnBucketPolicy {
  const refuse = (Sid: string, Condition: object) => ({
    Sid,
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucket.attrArn, `${bucket.attrArn}/*`],
    Condition,
  });
  const policy = new CfnBucketPolicy(scope, id, {
    bucket: bucket.ref,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        refuse('RefusePlainHttp', { Bool: { 'aws:SecureTransport': 'false' } }),
        refuse('RefuseOldTls', { NumericLessThan: { 's3:TlsVersion': '1.2' } }),
        ...allowed,
      ],
    },
  });
  policy.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return policy;
}
