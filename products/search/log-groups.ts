import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { DataKey } from '../data-key';

/** What all log groups of the tier have in common. */
export interface LogSettings {
  readonly retentionInDays: number;
  readonly key: DataKey;
}

/**
 * A log group with the tier's retention and key. It has no name of its own, and the roles that write to it can't create
 * it: so a deleted group doesn't come back without retention.
 */
export function logGroup(scope: Construct, { retentionInDays, key }: LogSettings): CfnLogGroup {
  return new CfnLogGroup(scope, 'LogGroup', { retentionInDays, kmsKeyId: key.arnOrDefault });
}

/** Lets a role write to a log group that exists. */
export function writeLogs(group: CfnLogGroup): object {
  return {
    Sid: 'Logs',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: group.attrArn,
  };
}
