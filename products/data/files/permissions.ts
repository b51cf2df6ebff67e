import { ec2Resources, type LaunchRoleStatement, launchArn } from '../../../catalog/product';

const vaults = [launchArn('backup', 'backup-vault:bellyfed-*')];
const plans = [launchArn('backup', 'backup-plan:*')];

/** Permissions that the file system and its backups need. EFS and plans get an id of AWS's choice: they are named by type. */
export const filePermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'CreateFileSystem',
    Effect: 'Allow',
    Action: ['elasticfilesystem:CreateFileSystem'],
    Resource: '*',
    reason: 'It takes no resource: what it creates has no name yet.',
  },
  {
    Sid: 'FileSystem',
    Effect: 'Allow',
    Action: [
      'elasticfilesystem:CreateAccessPoint',
      'elasticfilesystem:CreateMountTarget',
      'elasticfilesystem:DeleteAccessPoint',
      'elasticfilesystem:DeleteFileSystem',
      'elasticfilesystem:DeleteFileSystemPolicy',
      'elasticfilesystem:DeleteMountTarget',
      'elasticfilesystem:DeleteTags',
      'elasticfilesystem:DescribeAccessPoints',
      'elasticfilesystem:DescribeBackupPolicy',
      'elasticfilesystem:DescribeFileSystemPolicy',
      'elasticfilesystem:DescribeFileSystems',
      'elasticfilesystem:DescribeLifecycleConfiguration',
      'elasticfilesystem:DescribeMountTargetSecurityGroups',
      'elasticfilesystem:DescribeMountTargets',
      'elasticfilesystem:DescribeReplicationConfigurations',
      'elasticfilesystem:ListTagsForResource',
      'elasticfilesystem:ModifyMountTargetSecurityGroups',
      'elasticfilesystem:PutBackupPolicy',
      'elasticfilesystem:PutFileSystemPolicy',
      'elasticfilesystem:PutLifecycleConfiguration',
      'elasticfilesystem:TagResource',
      'elasticfilesystem:UntagResource',
      'elasticfilesystem:UpdateFileSystem',
    ],
    Resource: ['file-system', 'access-point'].map((type) => launchArn('elasticfilesystem', `${type}/*`)),
  },
  {
    Sid: 'MountTargetInterfaces',
    Effect: 'Allow',
    Action: ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:ModifyNetworkInterfaceAttribute'],
    Resource: ec2Resources('network-interface', 'security-group', 'subnet'),
  },
  {
    Sid: 'BackupStorage',
    Effect: 'Allow',
    Action: ['backup-storage:MountCapsule'],
    Resource: '*',
    reason: 'The storage behind a vault has no name of its own, and the action takes no resource.',
  },
  {
    Sid: 'BackupVault',
    Effect: 'Allow',
    Action: [
      'backup:CreateBackupVault',
      'backup:DeleteBackupVault',
      'backup:DeleteBackupVaultAccessPolicy',
      'backup:DescribeBackupVault',
      'backup:GetBackupVaultAccessPolicy',
      'backup:GetBackupVaultNotifications',
      'backup:PutBackupVaultAccessPolicy',
    ],
    Resource: vaults,
  },
  {
    Sid: 'BackupPlan',
    Effect: 'Allow',
    Action: [
      'backup:CreateBackupPlan',
      'backup:CreateBackupSelection',
      'backup:DeleteBackupPlan',
      'backup:DeleteBackupSelection',
      'backup:GetBackupPlan',
      'backup:GetBackupSelection',
      'backup:UpdateBackupPlan',
    ],
    Resource: plans,
  },
  {
    Sid: 'TagBackups',
    Effect: 'Allow',
    Action: ['backup:ListTags', 'backup:TagResource', 'backup:UntagResource'],
    Resource: [...vaults, ...plans],
  },
];
