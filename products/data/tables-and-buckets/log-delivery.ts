import { Aws } from 'aws-cdk-lib';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';

/**
 * Statements by which S3 delivers the access logs of some buckets of this account, given by ARN, and load balancers of
 * this account theirs, under the prefix `load-balancer`.
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
