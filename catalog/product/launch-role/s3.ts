import type { Action, ArnPattern, LaunchRoleStatement } from './statement';

/**
 * Lets the launch role make, change and delete buckets, their encryption, versions, lifecycle and policy; never their
 * objects. CloudFormation reads all of a bucket's settings, those too that a template doesn't set.
 *
 * @param also what the template sets beyond that: `s3:PutBucketCORS`
 */
export function manageBuckets(
  Sid: string,
  buckets: readonly ArnPattern[],
  also: readonly Action[] = [],
): LaunchRoleStatement {
  const actions: readonly Action[] = [
    's3:CreateBucket',
    's3:DeleteBucket',
    's3:DeleteBucketPolicy',
    's3:GetAccelerateConfiguration',
    's3:GetAnalyticsConfiguration',
    's3:GetBucketAbac',
    's3:GetBucketCORS',
    's3:GetBucketLogging',
    's3:GetBucketMetadataTableConfiguration',
    's3:GetBucketNotification',
    's3:GetBucketObjectLockConfiguration',
    's3:GetBucketOwnershipControls',
    's3:GetBucketPolicy',
    's3:GetBucketPublicAccessBlock',
    's3:GetBucketTagging',
    's3:GetBucketVersioning',
    's3:GetBucketWebsite',
    's3:GetEncryptionConfiguration',
    's3:GetIntelligentTieringConfiguration',
    's3:GetInventoryConfiguration',
    's3:GetLifecycleConfiguration',
    's3:GetMetricsConfiguration',
    's3:GetReplicationConfiguration',
    's3:ListBucket',
    's3:ListTagsForResource',
    's3:PutBucketOwnershipControls',
    's3:PutBucketPolicy',
    's3:PutBucketPublicAccessBlock',
    's3:PutBucketTagging',
    's3:PutBucketVersioning',
    's3:PutEncryptionConfiguration',
    's3:PutLifecycleConfiguration',
    's3:TagResource',
    's3:UntagResource',
  ];
  return { Sid, Effect: 'Allow', Action: [...actions, ...also].sort(), Resource: buckets };
}
