import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { uniqueName } from '../../../catalog/product';
import { workloadRole } from '../../shared/access/workload-role';
import type { DataKey } from '../../shared/encryption/data-key';
import { ownArn } from '../../shared/own-arn';
import type { MaintenanceTask } from '../functions/maintenance-handler.lambda';
import type { EventQueues } from './event-queues';

/** Function that the schedules start, the queues with the one for what could not be delivered, and their key. */
export interface SchedulesProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly maintenance: CfnFunction;
  readonly queues: EventQueues;
  readonly key: DataKey;
}

/** When each task runs, in UTC. */
const times: readonly { readonly id: string; readonly task: MaintenanceTask; readonly at: string }[] = [
  { id: 'PurgeRemoved', task: 'purge-removed', at: 'cron(15 3 * * ? *)' },
  { id: 'Summarize', task: 'summarize', at: 'cron(45 3 * * ? *)' },
];

/** Starts the maintenance function with each of its tasks, once a night. */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, { environment, maintenance, queues, key }: SchedulesProps) {
    super(scope, id);
    const group = new CfnScheduleGroup(this, 'Group', { name: uniqueName(environment, 'maintenance') });
    const role = workloadRole(this, 'Role', {
      description: 'Starts the maintenance function on schedule',
      service: 'scheduler.amazonaws.com',
      sourceArn: ownArn('scheduler', `schedule-group/\${Group}`, { Group: group.ref }),
      statements: [
        { Sid: 'Start', Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: maintenance.attrArn },
        { Sid: 'Failures', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queues.undelivered.attrArn },
        key.usable('sqs'),
      ],
    });
    for (const { id, task, at } of times) {
      new CfnSchedule(this, id, {
        description: `Maintenance: ${task}`,
        groupName: group.ref,
        scheduleExpression: at,
        scheduleExpressionTimezone: 'UTC',
        flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: 15 },
        target: {
          arn: maintenance.attrArn,
          roleArn: role.attrArn,
          input: JSON.stringify({ task }),
          retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
          deadLetterConfig: { arn: queues.undelivered.attrArn },
        },
      });
    }
  }
}
