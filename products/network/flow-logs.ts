import { Aws, CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnFlowLog } from 'aws-cdk-lib/aws-ec2';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { given } from '../../catalog/product';

/** VPC whose traffic is logged, and the log group's life and key. */
export interface FlowLogsProps {
  readonly vpcId: string;
  readonly retentionInDays: number;
  /** ARN of a KMS key of the account, or empty for the key of CloudWatch Logs. */
  readonly keyArn: string;
  /** Name in the console. */
  readonly name: string;
}

/** A record of every connection in the VPC, accepted or rejected, in CloudWatch Logs. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, { vpcId, retentionInDays, keyArn, name }: FlowLogsProps) {
    super(scope, id);
    const hasKey = new CfnCondition(this, 'HasKey', { expression: given(keyArn) });
    const logGroup = new CfnLogGroup(this, 'LogGroup', {
      retentionInDays,
      kmsKeyId: Fn.conditionIf(hasKey.logicalId, keyArn, Aws.NO_VALUE).toString(),
    });
    const role = new CfnRole(this, 'Role', {
      description: 'Lets VPC flow logs write to the log group of this network',
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
            Action: 'sts:AssumeRole',
            // Nobody else's flow log can use the role: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
            Condition: {
              StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
              ArnLike: {
                'aws:SourceArn': Fn.sub(`arn:\${AWS::Partition}:ec2:\${AWS::Region}:\${AWS::AccountId}:vpc-flow-log/*`),
              },
            },
          },
        ],
      },
      policies: [
        {
          policyName: 'WriteFlowLogs',
          policyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
                Resource: logGroup.attrArn,
              },
            ],
          },
        },
      ],
    });
    new CfnFlowLog(this, 'Resource', {
      resourceType: 'VPC',
      resourceId: vpcId,
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logGroupName: logGroup.ref,
      deliverLogsPermissionArn: role.attrArn,
      tags: [{ key: 'Name', value: name }],
    });
  }
}
