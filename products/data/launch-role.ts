import {
  createLinkedRoles,
  ec2Resources,
  type LaunchRoleStatement,
  launchArn,
  manageRoles,
  passRole,
  tagSecurityGroups,
} from '../../catalog/product';
import { databasePermissions } from './database/permissions';
import { filePermissions } from './files/permissions';
import { signInPermissions } from './sign-in/permissions';
import { tableAndBucketPermissions } from './tables-and-buckets/permissions';

/** The key may be any key of the account; which one is known at launch only. */
const keys = [launchArn('kms', 'key/*')];

/** Permissions that several stores need: on their network, keys and roles. */
const shared: readonly LaunchRoleStatement[] = [
  {
    Sid: 'DescribeNetwork',
    Effect: 'Allow',
    Action: [
      'ec2:DescribeAccountAttributes',
      'ec2:DescribeAvailabilityZones',
      'ec2:DescribeInstances',
      'ec2:DescribeInternetGateways',
      'ec2:DescribeNetworkInterfaceAttribute',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ],
    Resource: '*',
    reason: 'These reads of EC2 take no resource.',
  },
  {
    Sid: 'DescribeVpc',
    Effect: 'Allow',
    Action: ['ec2:DescribeVpcAttribute'],
    Resource: ec2Resources('vpc'),
  },
  {
    Sid: 'SecurityGroups',
    Effect: 'Allow',
    Action: [
      'ec2:AuthorizeSecurityGroupEgress',
      'ec2:CreateSecurityGroup',
      'ec2:DeleteSecurityGroup',
      'ec2:RevokeSecurityGroupEgress',
      'ec2:UpdateSecurityGroupRuleDescriptionsEgress',
    ],
    Resource: ec2Resources('vpc', 'security-group', 'security-group-rule'),
  },
  tagSecurityGroups,
  {
    Sid: 'UseKey',
    Effect: 'Allow',
    Action: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
      'kms:RetireGrant',
    ],
    Resource: keys,
  },
  {
    Sid: 'GrantKeyToStores',
    Effect: 'Allow',
    Action: ['kms:CreateGrant', 'kms:RevokeGrant'],
    Resource: keys,
    // Grants to AWS's services only, never to people.
    Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  },
  {
    Sid: 'ListKeyAliases',
    Effect: 'Allow',
    Action: ['kms:ListAliases'],
    Resource: '*',
    reason: 'DynamoDB looks for its own key among the aliases of the account; the list takes no resource.',
  },
  ...manageRoles('Roles'),
  passRole('PassBackupRole', 'backup.amazonaws.com'),
  passRole('PassMonitoringRole', 'monitoring.rds.amazonaws.com'),
  passRole('PassAuthenticatedRole', 'cognito-identity.amazonaws.com'),
  createLinkedRoles('ServiceLinkedRoles', [
    'backup.amazonaws.com',
    'elasticfilesystem.amazonaws.com',
    // For user pools that send by SES: https://docs.aws.amazon.com/cognito/latest/developerguide/using-service-linked-roles.html
    'email.cognito-idp.amazonaws.com',
    'rds.amazonaws.com',
    'replication.dynamodb.amazonaws.com',
  ]),
  {
    Sid: 'ListRoles',
    Effect: 'Allow',
    Action: ['iam:ListRoles'],
    Resource: '*',
    reason: 'RDS looks for the monitoring role among the roles of the account; the list takes no resource.',
  },
];

/** Permissions of the data tier's launch role: those that several stores share, then store by store. */
export const dataLaunchRole: readonly LaunchRoleStatement[] = [
  ...shared,
  ...databasePermissions,
  ...tableAndBucketPermissions,
  ...filePermissions,
  ...signInPermissions,
];
