import { type LaunchRoleStatement, launchArn, manageRoles, passRole } from '../../../catalog/product';

/** CloudFormation names what has no name after its stack, and Service Catalog's stacks are named `SC-<account>-pp-<id>`. */
const ownLogGroups = [launchArn('logs', 'log-group:SC-*')];
const secrets = [launchArn('secretsmanager', 'secret:bellyfed-*')];
const ec2 = (...types: string[]) => types.map((type) => launchArn('ec2', `${type}/*`));

/** What nodes and functions need alike: their place in the network, roles, secrets, logs. */
export const sharedStatements: readonly LaunchRoleStatement[] = [
  {
    Sid: 'DescribeNetwork',
    Effect: 'Allow',
    Action: [
      'ec2:DescribeInstances',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeRegions',
      'ec2:DescribeSecurityGroupRules',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
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
    Resource: ec2('vpc', 'security-group', 'security-group-rule'),
  },
  {
    Sid: 'TagSecurityGroups',
    Effect: 'Allow',
    Action: ['ec2:CreateTags', 'ec2:DeleteTags'],
    Resource: ec2('security-group'),
  },
  manageRoles('Roles'),
  passRole('PassTaskRoles', 'ecs-tasks.amazonaws.com'),
  passRole('PassFunctionRoles', 'lambda.amazonaws.com'),
  passRole('PassScheduleRole', 'scheduler.amazonaws.com'),
  {
    Sid: 'EcsLinkedRole',
    Effect: 'Allow',
    Action: ['iam:CreateServiceLinkedRole'],
    Resource: [launchArn('iam', 'role/aws-service-role/ecs.amazonaws.com/*', { region: '' })],
    Condition: { StringEquals: { 'iam:AWSServiceName': 'ecs.amazonaws.com' } },
  },
  {
    Sid: 'Secrets',
    Effect: 'Allow',
    Action: [
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteResourcePolicy',
      'secretsmanager:DeleteSecret',
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetResourcePolicy',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutResourcePolicy',
      'secretsmanager:TagResource',
      'secretsmanager:UntagResource',
      'secretsmanager:UpdateSecret',
    ],
    Resource: secrets,
  },
  {
    Sid: 'MakeUpSecrets',
    Effect: 'Allow',
    Action: ['secretsmanager:GetRandomPassword'],
    Resource: '*',
    reason: 'It makes up a text and takes no resource.',
  },
  {
    Sid: 'UseKey',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    // The customer key may be any of the account; which one is known at launch only.
    Resource: [launchArn('kms', 'key/*')],
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
];
