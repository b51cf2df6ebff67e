import { Aws, CfnCondition, Fn, Token } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { CfnDBInstanceProps } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import { Optional } from '../../../catalog/product';
import type { CustomerKey } from '../customer-key';

/** Condition and key of the database's detailed monitoring. */
export interface DatabaseMonitoringProps {
  /** Condition that the database is watched in detail. */
  readonly when: CfnCondition;
  readonly key: CustomerKey;
}

/**
 * Enhanced Monitoring (the operating system's metrics, every minute) and Performance Insights (load by query, for the
 * seven days that are free of charge).
 *
 * With a customer key, Performance Insights are always on: RDS never lets go of a key that they were given once, so that
 * an instance with them could never be without them again. The key itself can be given to one that has none.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.Enabling.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
 */
export class DatabaseMonitoring extends Optional {
  /** Monitoring properties of each instance, watched in detail or not. */
  readonly instanceProperties: Pick<
    CfnDBInstanceProps,
    | 'monitoringInterval'
    | 'monitoringRoleArn'
    | 'enablePerformanceInsights'
    | 'performanceInsightsRetentionPeriod'
    | 'performanceInsightsKmsKeyId'
  >;

  constructor(scope: Construct, id: string, { when, key }: DatabaseMonitoringProps) {
    super(scope, id, { when });
    const role = new CfnRole(this, 'Role', {
      description: 'Lets RDS write the metrics of this database to its log group of metrics',
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'monitoring.rds.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
          },
        ],
      },
      policies: [{ policyName: 'WriteMetrics', policyDocument: { Version: '2012-10-17', Statement: writeMetrics() } }],
    });
    const hasInsights = new CfnCondition(this, 'HasInsights', { expression: Fn.conditionOr(when, key.isGiven) });
    const either = (condition: CfnCondition, yes: unknown, no: unknown) => Fn.conditionIf(condition.logicalId, yes, no);
    this.instanceProperties = {
      monitoringInterval: Token.asNumber(either(when, 60, 0)),
      monitoringRoleArn: this.whenPresent(role.attrArn),
      enablePerformanceInsights: either(hasInsights, true, false),
      performanceInsightsRetentionPeriod: Token.asNumber(either(hasInsights, 7, Aws.NO_VALUE)),
      performanceInsightsKmsKeyId: key.orDefault,
    };
  }
}

/**
 * RDS keeps one log group for the metrics of all databases of the account, RDSOSMetrics, and makes it itself, with its
 * retention.
 */
function writeMetrics() {
  const logGroups = Fn.sub(`arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:RDS*`);
  return [
    { Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'], Resource: logGroups },
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:PutLogEvents'],
      Resource: `${logGroups}:log-stream:*`,
    },
  ];
}
