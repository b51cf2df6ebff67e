import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { type CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

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

/**
 * What lets S3 deliver the access logs of some buckets, given by ARN, of this account, and load balancers of this account theirs, under
 * the prefix `load-balancer`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export function logDelivery(logs: CfnBucket, sources: readonly string[]): object[] {
  return [
    {
      Sid: 'BucketLogs',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${logs.attrArn}/s3/*`,
      Condition: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }, ArnLike: { 'aws:SourceArn': sources } },
    },
    {
      Sid: 'LoadBalancerLogs',
      Effect: 'Allow',
      Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${logs.attrArn}/load-balancer/AWSLogs/${Aws.ACCOUNT_ID}/*`,
    },
  ];
}
