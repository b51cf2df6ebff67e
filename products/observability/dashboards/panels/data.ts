import type { Imports } from '../../../../catalog/product';
import type { dataContract } from '../../../data/contract';
import { databaseMetric } from '../../alarms/definitions/database';
import { fileSystemMetric, tableMetric } from '../../alarms/definitions/stores';
import type { Statistic } from '../../metric';
import type { Panel } from '../dashboard';

type Data = Imports<typeof dataContract.outputs>;

/** Panels of the data tier's dashboard. */
export function dataPanels(data: Data): readonly Panel[] {
  return [...databaseLoadPanels(data), ...databaseHealthPanels(data), ...tablePanels(data), ...filePanels(data)];
}

/** Panels that show how busy the database is. */
export function databaseLoadPanels(data: Data): readonly Panel[] {
  const database = (name: string, statistic: Statistic) => databaseMetric(data, name, statistic);
  return [
    {
      title: 'Database: CPU and capacity in use, percent',
      lines: { CPU: database('CPUUtilization', 'Maximum'), capacity: database('ACUUtilization', 'Maximum') },
    },
    { title: 'Database: capacity units', lines: { most: database('ServerlessDatabaseCapacity', 'Maximum') } },
    { title: 'Database: connections', lines: { most: database('DatabaseConnections', 'Maximum') } },
  ];
}

function databaseHealthPanels(data: Data): readonly Panel[] {
  const database = (name: string, statistic: Statistic) => databaseMetric(data, name, statistic);
  return [
    {
      title: 'Database: latency, ms',
      lines: {
        commit: database('CommitLatency', 'Average'),
        'reader lag': database('AuroraReplicaLagMaximum', 'Maximum'),
      },
    },
    { title: 'Database: freeable memory, bytes', lines: { least: database('FreeableMemory', 'Minimum') } },
    { title: 'Database: deadlocks a second', lines: { deadlocks: database('Deadlocks', 'Average') } },
  ];
}

function tablePanels(data: Data): readonly Panel[] {
  const tables = (name: string, dimensions?: Readonly<Record<string, string>>) => ({
    content: tableMetric(data.contentTableName, name, dimensions),
    sessions: tableMetric(data.sessionsTableName, name, dimensions),
    idempotency: tableMetric(data.idempotencyTableName, name, dimensions),
  });
  return [
    { title: 'Tables: capacity read', lines: tables('ConsumedReadCapacityUnits') },
    { title: 'Tables: capacity written', lines: tables('ConsumedWriteCapacityUnits') },
    {
      title: 'Tables: throttled',
      lines: {
        'content, reading': tableMetric(data.contentTableName, 'ReadThrottleEvents'),
        'content, writing': tableMetric(data.contentTableName, 'WriteThrottleEvents'),
        'sessions, writing': tableMetric(data.sessionsTableName, 'WriteThrottleEvents'),
        'idempotency, writing': tableMetric(data.idempotencyTableName, 'WriteThrottleEvents'),
      },
    },
  ];
}

function filePanels(data: Data): readonly Panel[] {
  return [
    {
      title: 'File system: bytes a period',
      lines: {
        read: fileSystemMetric(data, 'DataReadIOBytes', 'Sum'),
        written: fileSystemMetric(data, 'DataWriteIOBytes', 'Sum'),
      },
    },
    {
      title: 'File system: limit of operations, percent',
      lines: { 'of the limit': fileSystemMetric(data, 'PercentIOLimit', 'Maximum') },
    },
    {
      title: 'Backups of the file system',
      lines: {
        completed: backups(data.backupVaultName, 'NumberOfBackupJobsCompleted'),
        failed: backups(data.backupVaultName, 'NumberOfBackupJobsFailed'),
      },
    },
  ];
}

function backups(vault: string, name: string) {
  return { namespace: 'AWS/Backup', name, dimensions: { BackupVaultName: vault }, statistic: 'Sum' } as const;
}
