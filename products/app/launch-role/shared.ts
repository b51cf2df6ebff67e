import { type LaunchRoleStatement, launchArn, manageRoles, passRole } from '../../../catalog/product';

/** CloudFormation names what has no name after its stack, and Service Catalog's stacks are named `SC-<account>-pp-<id>`. */
const ownLogGroups = ['SC-*', 'aws-waf-logs-bellyfed-*'].map((name) => launchArn('logs', `log-group:${name}`));

/** Services that make a role of their own in an account the first time they are used. */
const linkedServices = [
  'ecs.amazonaws.com',
  'ecs.application-autoscaling.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
];

/** What several parts need: security groups, log groups, roles. */
export const sharedStatements: readonly LaunchRoleStatement[] = [
  {
    Sid: 'DescribeNetwork',
    Effect: 'Allow',
    Action: [
      'ec2:DescribeInstances',
      'ec2:DescribeSecurityGroupRules',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeVpcs',
    ],
    Resource: '*',
    reason: 'These reads of EC2 take no resource.',
  },
  {
    Sid: 'SecurityGroups',
    Effect: 'Allow',
    Action: [
      'ec2:AuthorizeSecurityGroupEgress',
      'ec2:AuthorizeSecurityGroupIngress',
      'ec2:CreateSecurityGroup',
      'ec2:DeleteSecurityGroup',
      'ec2:RevokeSecurityGroupEgress',
      'ec2:RevokeSecurityGroupIngress',
      'ec2:UpdateSecurityGroupRuleDescriptionsEgress',
      'ec2:UpdateSecurityGroupRuleDescriptionsIngress',
    ],
    Resource: ['vpc', 'security-group', 'security-group-rule'].map((type) => launchArn('ec2', `${type}/*`)),
  },
  {
    Sid: 'TagSecurityGroups',
    Effect: 'Allow',
    Action: ['ec2:CreateTags', 'ec2:DeleteTags'],
    Resource: [launchArn('ec2', 'security-group/*')],
  },
  {
    Sid: 'DescribeLogs',
    Effect: 'Allow',
    Action: ['logs:DescribeIndexPolicies', 'logs:DescribeLogGroups', 'logs:DescribeResourcePolicies'],
    Resource: '*',
    reason: 'CloudWatch Logs lists log groups and policies of the whole account only.',
  },
  {
    Sid: 'LogGroups',
    Effect: 'Allow',
    Action: [
      'logs:AssociateKmsKey',
      'logs:CreateLogGroup',
      'logs:DeleteLogGroup',
      'logs:DeleteRetentionPolicy',
      'logs:DisassociateKmsKey',
      'logs:GetDataProtectionPolicy',
      'logs:ListTagsForResource',
      'logs:PutRetentionPolicy',
      'logs:TagResource',
      'logs:UntagResource',
    ],
    Resource: ownLogGroups,
  },
  manageRoles('Roles'),
  passRole('PassTaskRoles', 'ecs-tasks.amazonaws.com'),
  passRole('PassFunctionRoles', 'lambda.amazonaws.com'),
  passRole('PassScheduleRole', 'scheduler.amazonaws.com'),
  {
    Sid: 'ServiceLinkedRoles',
    Effect: 'Allow',
    Action: ['iam:CreateServiceLinkedRole'],
    Resource: linkedServices.map((service) => launchArn('iam', `role/aws-service-role/${service}/*`, { region: '' })),
    Condition: { StringEquals: { 'iam:AWSServiceName': linkedServices } },
  },
];
