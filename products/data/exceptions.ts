import type { Exception, Product } from '../../catalog/product';

const byType = 'prod has it; dev, test and staging go without, as the table of environment types says.';

const copies: readonly Exception[] = ['BucketsAssets', 'BucketsUploads', 'BucketsLogs'].map((logicalId) => ({
  rule: 'NIST.800.53.R5-S3BucketReplicationEnabled',
  logicalId,
  reason:
    'S3 keeps every object in at least three zones, and versions undo mistakes; no copy in another region is asked for.',
}));

const inlinePolicies: readonly Exception[] = [
  'BackupRole',
  'DatabaseMonitoringRole',
  'IdentityPoolAuthenticatedRole',
].map((logicalId) => ({
  rule: 'NIST.800.53.R5-IAMNoInlinePolicy',
  logicalId,
  reason: 'The policy names resources of this one stack: it is of no use to another role and must go with this one.',
}));

const metricsLogGroup = 'arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:RDS*';

/** Findings of the checkers that are right here, each with its reason. */
export const dataExceptions: Product['exceptions'] = {
  validation: [
    {
      rule: 'W1028',
      logicalId: 'Tables*',
      reason:
        'Only found where the second further region is given without the first, which a rule of the form refuses.',
    },
    {
      rule: 'W9002',
      logicalId: 'BackupVault',
      reason: 'The ARN is a parameter, as the rule asks; it shows where the validator has put the answer in.',
    },
  ],
  nag: [
    { rule: 'AwsSolutions-RDS10', logicalId: 'DatabaseCluster', reason: byType },
    { rule: 'NIST.800.53.R5-RDSInstanceDeletionProtectionEnabled', logicalId: 'DatabaseCluster', reason: byType },
    {
      rule: 'NIST.800.53.R5-RDSEnhancedMonitoringEnabled',
      logicalId: 'Database*Instance',
      reason:
        'staging and prod have it; dev and test do with the metrics that cost nothing, unless the form says otherwise.',
    },
    {
      rule: 'NIST.800.53.R5-RDSInBackupPlan',
      logicalId: 'Database*Instance',
      reason: 'Aurora backs up the cluster itself, daily and continuously, for the same number of days.',
    },
    {
      rule: 'AwsSolutions-COG2',
      logicalId: 'UserPool',
      reason: 'Each user may turn it on, and the form can demand it of everybody: Mfa ON.',
    },
    {
      rule: 'AwsSolutions-COG8',
      logicalId: 'UserPool',
      reason: 'The plan is charged for each user, so it is a parameter: UserPoolTier.',
    },
    {
      rule: 'AwsSolutions-IAM5[Resource::<BucketsUploads.Arn>/private/<cognito-identity.amazonaws.com:sub>/*]',
      logicalId: 'IdentityPoolAuthenticatedRole',
      reason: 'What lies in the own folder of the user who asks: IAM puts the identity in.',
    },
    ...[metricsLogGroup, `${metricsLogGroup}:log-stream:*`].map((resource) => ({
      rule: `AwsSolutions-IAM5[Resource::${resource}]`,
      logicalId: 'DatabaseMonitoringRole',
      reason:
        'RDS names the log group and the streams of its metrics itself, as it does in the policy that AWS brings.',
    })),
    {
      rule: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:backup:<AWS::Region>:<AWS::AccountId>:recovery-point:*]',
      logicalId: 'BackupRole',
      reason: 'AWS Backup names recovery points itself; it may give them tags, as in the policy that AWS brings.',
    },
    {
      rule: 'AwsSolutions-IAM5[Resource::*]',
      logicalId: 'BackupRole',
      reason: 'AWS Backup looks for resources by their tags with the role of a selection; the call takes no resource.',
    },
    {
      rule: 'NIST.800.53.R5-S3DefaultEncryptionKMS',
      logicalId: 'BucketsLogs',
      reason: 'Load balancers deliver to buckets with the keys of S3 only.',
    },
    ...inlinePolicies,
    ...copies,
  ],
};
