import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { uniqueName } from '../../../catalog/product';
import type { Metric } from '../metric';

/** Vault whose failed backups are seen, and its environment. */
export interface BackupFailuresProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Vault whose backups are watched. */
  readonly vaultName: string;
}

/**
 * Rule of EventBridge that sees each backup which didn't come about. It has no target: matching is enough for a metric,
 * and the alarm on it is sent like all others, so that neither topic nor key need to let EventBridge in.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html for rules without targets
 */
export class BackupFailures extends Construct {
  constructor(scope: Construct, id: string, { environment, vaultName }: BackupFailuresProps) {
    super(scope, id);
    new CfnRule(this, 'Rule', {
      name: ruleName(environment),
      description: 'Backups of the file system that failed, were stopped or never began',
      state: 'ENABLED',
      eventPattern: {
        source: ['aws.backup'],
        'detail-type': ['Backup Job State Change'],
        detail: { backupVaultName: [vaultName], state: ['ABORTED', 'EXPIRED', 'FAILED'] },
      },
    });
  }
}

function ruleName(environment: string): string {
  return uniqueName(environment, 'backup-failures');
}

/**
 * Number of backups that didn't come about. On the default bus a rule's metrics have its name alone as dimension.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export function backupFailures(environment: string): Metric {
  return {
    namespace: 'AWS/Events',
    name: 'TriggeredRules',
    dimensions: { RuleName: ruleName(environment) },
    statistic: 'Sum',
  };
}
