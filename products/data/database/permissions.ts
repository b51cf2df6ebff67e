import { type LaunchRoleStatement, launchArn, manageLogGroups } from '../../../catalog/product';

const ours = (...types: string[]) => types.map((type) => launchArn('rds', `${type}:bellyfed-*`));

/** Parameter and option groups that AWS brings for the engine, and every instance is a member of. */
const defaults = [launchArn('rds', 'pg:default.*'), launchArn('rds', 'og:default:*')];

/** CloudFormation names the final snapshot after the stack; RDS writes names in lower case. */
const finalSnapshots = ['SC-*', 'sc-*'].flatMap((name) => [
  launchArn('rds', `cluster-snapshot:${name}`),
  launchArn('rds', `snapshot:${name}`),
]);

/** Permissions of the launch role that the database needs. */
export const databasePermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'DescribeDatabases',
    Effect: 'Allow',
    Action: ['rds:DescribeDBEngineVersions', 'rds:DescribeEngineDefaultClusterParameters', 'rds:DescribeEvents'],
    Resource: '*',
    reason: 'These reads of RDS take no resource.',
  },
  {
    Sid: 'Database',
    Effect: 'Allow',
    Action: [
      'rds:CreateDBCluster',
      'rds:CreateDBClusterParameterGroup',
      'rds:CreateDBClusterSnapshot',
      'rds:CreateDBInstance',
      'rds:CreateDBSnapshot',
      'rds:CreateDBSubnetGroup',
      'rds:DeleteDBCluster',
      'rds:DeleteDBClusterParameterGroup',
      'rds:DeleteDBInstance',
      'rds:DeleteDBSubnetGroup',
      'rds:DescribeDBClusterParameterGroups',
      'rds:DescribeDBClusterParameters',
      'rds:DescribeDBClusters',
      'rds:DescribeDBInstances',
      'rds:DescribeDBParameterGroups',
      'rds:DescribeDBSubnetGroups',
      'rds:DisableHttpEndpoint',
      'rds:EnableHttpEndpoint',
      'rds:ModifyDBCluster',
      'rds:ModifyDBClusterParameterGroup',
      'rds:ModifyDBInstance',
      'rds:ModifyDBSubnetGroup',
      'rds:RebootDBInstance',
      'rds:ResetDBClusterParameterGroup',
    ],
    Resource: [...ours('cluster', 'cluster-pg', 'db', 'subgrp'), ...defaults, ...finalSnapshots],
  },
  {
    Sid: 'TagDatabase',
    Effect: 'Allow',
    Action: ['rds:AddTagsToResource', 'rds:ListTagsForResource', 'rds:RemoveTagsFromResource'],
    Resource: [...ours('cluster', 'cluster-pg', 'db', 'subgrp'), ...finalSnapshots],
  },
  {
    Sid: 'DatabasePassword',
    Effect: 'Allow',
    Action: ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
    // RDS gives the secret its name: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
    Resource: [launchArn('secretsmanager', 'secret:rds!cluster-*')],
  },
  ...manageLogGroups('DatabaseLog', [launchArn('logs', 'log-group:/aws/rds/cluster/bellyfed-*')]),
];
