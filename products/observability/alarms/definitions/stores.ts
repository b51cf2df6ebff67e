import type { Imports } from '../../../../catalog/product';
import type { dataContract } from '../../../data/contract';
import { type Metric, type Statistic, total } from '../../metric';
import type { AlarmDefinition } from '../alarm-definition';
import { backupFailures } from '../backup-failures';

type Data = Imports<typeof dataContract.outputs>;

/** Operations that the platform asks of its tables; DynamoDB counts its own errors by operation. */
const operations = [
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'TransactWriteItems',
  'UpdateItem',
] as const;

/** A metric of a DynamoDB table. */
export function tableMetric(table: string, name: string, dimensions: Readonly<Record<string, string>> = {}): Metric {
  return { namespace: 'AWS/DynamoDB', name, dimensions: { TableName: table, ...dimensions }, statistic: 'Sum' };
}

/** A metric of the file system. */
export function fileSystemMetric(
  { fileSystemId }: Pick<Data, 'fileSystemId'>,
  name: string,
  statistic: Statistic,
): Metric {
  return { namespace: 'AWS/EFS', name, dimensions: { FileSystemId: fileSystemId }, statistic };
}

/** Alarms on tables, file system, backups and user pool. */
export function storeAlarms(data: Data, environment: string): readonly AlarmDefinition[] {
  return [
    ...tableAlarms('ContentTable', 'content', data.contentTableName),
    ...tableAlarms('SessionsTable', 'sessions', data.sessionsTableName),
    ...tableAlarms('IdempotencyTable', 'idempotency', data.idempotencyTableName),
    {
      id: 'FileSystemLimit',
      title: 'The file system is near its limit of operations',
      watch: fileSystemMetric(data, 'PercentIOLimit', 'Maximum'),
      comparison: '>',
      threshold: 90,
      minutes: 5,
      periods: [3, 3],
      reason: 'At 100 percent every access waits. Throughput is elastic, so there are no burst credits to watch.',
    },
    {
      id: 'BackupFailures',
      title: 'A backup of the file system failed, was stopped or never began',
      watch: backupFailures(environment),
      comparison: '>=',
      threshold: 1,
      minutes: 60,
      periods: [1, 1],
      reason: 'There is one backup a day: each that fails is a day that can not be brought back.',
    },
    {
      id: 'SignInThrottles',
      title: 'People are kept from signing in by a quota of Cognito',
      watch: {
        namespace: 'AWS/Cognito',
        name: 'SignInThrottles',
        dimensions: { UserPool: data.userPoolId, UserPoolClient: data.webClientId },
        statistic: 'Sum',
      },
      comparison: '>',
      threshold: 0,
      minutes: 5,
      periods: [2, 3],
      reason: 'Each is somebody who could not sign in; repeated, it is an attack or a quota to be raised.',
    },
  ];
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
function tableAlarms(id: string, what: string, table: string): readonly AlarmDefinition[] {
  return [
    {
      id: `${id}Throttles`,
      title: `The table of ${what} turns requests away`,
      watch: total([tableMetric(table, 'ReadThrottleEvents'), tableMetric(table, 'WriteThrottleEvents')]),
      comparison: '>',
      threshold: 10,
      minutes: 5,
      periods: [2, 3],
      reason: 'On demand a table throttles on hot keys and sudden doubling only; the SDK repeats a few unnoticed.',
    },
    {
      id: `${id}Errors`,
      title: `The table of ${what} fails`,
      watch: total(operations.map((Operation) => tableMetric(table, 'SystemErrors', { Operation }))),
      comparison: '>',
      threshold: 5,
      minutes: 5,
      periods: [2, 3],
      reason: 'Errors inside DynamoDB, which the SDK repeats; several in two of three periods reach users.',
    },
  ];
}
