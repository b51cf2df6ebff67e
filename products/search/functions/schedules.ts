import { Fn } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { uniqueName } from '../../../catalog/product';
import { workloadRole } from '../../shared/access/workload-role';
import type { DataKey } from '../../shared/encryption/data-key';
import { ownArn } from '../../shared/own-arn';
import type { Task } from './maintenance-handler.lambda';

/** Function that the schedules start, the queue of what could not be started, their key, and the hours of snapshots. */
export interface SchedulesProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly maintenance: CfnFunction;
  /** Takes what could not be started. */
  readonly deadLetters: CfnQueue;
  readonly key: DataKey;
  /** Hours of the day at which snapshots are taken, comma-joined, in UTC. */
  readonly snapshotHours: string;
}

/**
 * Starts the maintenance function with each of its tasks. A rate begins at once, so the index is prepared and filled as
 * soon as the nodes of a new environment answer.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#rate-based
 */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id);
    const { deadLetters, environment, key, maintenance } = props;
    const group = new CfnScheduleGroup(this, 'Group', { name: uniqueName(environment, 'search') });
    const role = workloadRole(this, 'Role', {
      description: 'Starts the maintenance of search on schedule',
      service: 'scheduler.amazonaws.com',
      sourceArn: ownArn('scheduler', `schedule-group/\${Group}`, { Group: group.ref }),
      statements: [
        { Sid: 'Start', Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: maintenance.attrArn },
        { Sid: 'Failures', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: deadLetters.attrArn },
        key.usable('sqs'),
      ],
    });
    const times: Readonly<Record<Task, string>> = {
      prepare: 'rate(5 minutes)',
      reindex: 'cron(30 3 * * ? *)',
      snapshot: Fn.join('', ['cron(0 ', props.snapshotHours, ' * * ? *)']),
    };
    for (const [task, scheduleExpression] of Object.entries(times)) {
      new CfnSchedule(this, task.charAt(0).toUpperCase() + task.slice(1), {
        description: `Search: ${task}`,
        groupName: group.ref,
        scheduleExpression,
        scheduleExpressionTimezone: 'UTC',
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: maintenance.attrArn,
          roleArn: role.attrArn,
          input: JSON.stringify({ task }),
          retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
          deadLetterConfig: { arn: deadLetters.attrArn },
        },
      });
    }
  }
}
