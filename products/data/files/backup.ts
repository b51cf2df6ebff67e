import { Aws, type CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnBackupPlan, CfnBackupSelection, CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import type { CfnFileSystem } from 'aws-cdk-lib/aws-efs';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { keepOnceLaunched, uniqueName } from '../../../catalog/product';
import type { CustomerKey } from '../customer-key';

/** File system to back up, and the life of its backups. */
export interface BackupProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly fileSystem: CfnFileSystem;
  readonly key: CustomerKey;
  readonly retentionDays: number;
  /** Condition that nobody may remove a backup before its time. */
  readonly isProtected: CfnCondition;
}

/**
 * Daily backups of the file system by AWS Backup. Aurora and the tables keep their own: automatic snapshots and
 * point-in-time recovery.
 */
export class Backup extends Construct {
  readonly vaultName: string;

  constructor(scope: Construct, id: string, props: BackupProps) {
    super(scope, id);
    const { environment, fileSystem, key, retentionDays, isProtected } = props;
    const vault = new CfnBackupVault(this, 'Vault', {
      backupVaultName: uniqueName(environment, 'backups'),
      encryptionKeyArn: key.orDefault,
      accessPolicy: Fn.conditionIf(isProtected.logicalId, keepUntilExpiry, Aws.NO_VALUE),
    });
    keepOnceLaunched(vault);
    this.vaultName = vault.ref;

    const plan = new CfnBackupPlan(this, 'Plan', {
      backupPlan: {
        backupPlanName: uniqueName(environment, 'daily'),
        backupPlanRule: [
          {
            ruleName: 'Daily',
            targetBackupVault: vault.ref,
            scheduleExpression: 'cron(0 3 * * ? *)',
            startWindowMinutes: 60,
            completionWindowMinutes: 480,
            lifecycle: { deleteAfterDays: retentionDays },
          },
        ],
      },
    });
    new CfnBackupSelection(this, 'Selection', {
      backupPlanId: plan.ref,
      backupSelection: {
        selectionName: 'FileSystem',
        iamRoleArn: this.role(fileSystem, vault).attrArn,
        resources: [fileSystem.attrArn],
      },
    });
  }

  /**
   * The part of AWS's managed policy for backups that EFS needs, narrowed to this file system and this vault. It stays
   * with the vault: AWS Backup expires recovery points as the role that made them, and couldn't without it.
   *
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForBackup.html
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-iam.html
   */
  private role(fileSystem: CfnFileSystem, vault: CfnBackupVault): CfnRole {
    const role = new CfnRole(this, 'Role', {
      description: 'Lets AWS Backup copy the file system of this environment into its vault',
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'backup.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      },
      policies: [
        {
          policyName: 'BackUpFileSystem',
          policyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['elasticfilesystem:Backup', 'elasticfilesystem:DescribeTags'],
                Resource: fileSystem.attrArn,
              },
              {
                Effect: 'Allow',
                Action: ['backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'],
                Resource: vault.attrBackupVaultArn,
              },
              // A recovery point gets the tags of the file system, and a job that can't give them fails.
              {
                Effect: 'Allow',
                Action: 'backup:TagResource',
                Resource: `arn:${Aws.PARTITION}:backup:${Aws.REGION}:${Aws.ACCOUNT_ID}:recovery-point:*`,
              },
              // Selections are checked with the role that they name; the call takes no resource.
              { Effect: 'Allow', Action: 'tag:GetResources', Resource: '*' },
            ],
          },
        },
      ],
    });
    keepOnceLaunched(role);
    return role;
  }
}

/** Policy of a vault whose backups nobody removes: what expires goes all the same. */
const keepUntilExpiry = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'KeepUntilExpiry',
      Effect: 'Deny',
      Principal: '*',
      Action: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
      Resource: '*',
    },
  ],
};
