import { type LaunchRoleStatement, launchArn, manageBuckets } from '../../../catalog/product';

const tables = [launchArn('dynamodb', 'table/bellyfed-*')];
const buckets = [launchArn('s3', 'bellyfed-*', { region: '', account: '' })];

/** Permissions of the launch role that tables and buckets need. */
export const tableAndBucketPermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'Tables',
    Effect: 'Allow',
    Action: [
      'dynamodb:CreateTable',
      'dynamodb:DeleteTable',
      'dynamodb:DescribeContinuousBackups',
      'dynamodb:DescribeContributorInsights',
      'dynamodb:DescribeKinesisStreamingDestination',
      'dynamodb:DescribeTable',
      'dynamodb:DescribeTableReplicaAutoScaling',
      'dynamodb:DescribeTimeToLive',
      'dynamodb:GetResourcePolicy',
      'dynamodb:ListTagsOfResource',
      'dynamodb:TagResource',
      'dynamodb:UntagResource',
      'dynamodb:UpdateContinuousBackups',
      'dynamodb:UpdateTable',
      'dynamodb:UpdateTimeToLive',
    ],
    Resource: tables,
  },
  {
    Sid: 'DescribeTableScaling',
    Effect: 'Allow',
    Action: [
      'application-autoscaling:DescribeScalableTargets',
      'application-autoscaling:DescribeScalingPolicies',
      'application-autoscaling:DescribeScheduledActions',
    ],
    Resource: '*',
    reason: 'The reads of Application Auto Scaling take no resource.',
  },
  {
    // DynamoDB fills a new replica in the name of whoever asks for it:
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/gt_IAM.html
    Sid: 'TableReplicas',
    Effect: 'Allow',
    Action: [
      'dynamodb:BatchWriteItem',
      'dynamodb:CreateTableReplica',
      'dynamodb:DeleteItem',
      'dynamodb:DeleteTableReplica',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Scan',
      'dynamodb:UpdateItem',
    ],
    Resource: tables,
  },
  manageBuckets('Buckets', buckets, ['s3:PutBucketCORS', 's3:PutBucketLogging']),
];
