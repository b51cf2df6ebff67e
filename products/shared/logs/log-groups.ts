import { Aws } from 'aws-cdk-lib';
import type { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { CfnLogGroup, type CfnLogGroupProps } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { DataKey } from '../encryption/data-key';

/** Settings that all log groups of the tier have in common. */
export interface LogSettings {
  readonly retentionInDays: number;
  readonly key: DataKey;
}

/**
 * A log group with the tier's retention and key. It has no name of its own, and the roles that write to it can't create
 * it: so a deleted group doesn't come back without retention.
 */
export function logGroup(
  scope: Construct,
  id: string,
  { retentionInDays, key }: LogSettings,
  props: CfnLogGroupProps = {},
): CfnLogGroup {
  return new CfnLogGroup(scope, id, { retentionInDays, kmsKeyId: key.arnOrDefault, ...props });
}

/** A container's output goes to a log group, by name, into streams that begin with the prefix. */
export function logDriver(group: string, prefix: string): CfnTaskDefinition.LogConfigurationProperty {
  return {
    logDriver: 'awslogs',
    options: {
      'awslogs-group': group,
      'awslogs-region': Aws.REGION,
      'awslogs-stream-prefix': prefix,
      // A full buffer loses lines instead of holding up the application.
      mode: 'non-blocking',
      'max-buffer-size': '8m',
    },
  };
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
