import type { Imports } from '../../../../catalog/product';
import type { dataContract } from '../../../data/contract';
import type { Metric, Statistic } from '../../metric';
import type { AlarmDefinition } from '../alarm-definition';

/** A metric of the Aurora cluster; over its instances, where it has one each. */
export function databaseMetric(
  data: Pick<Imports<typeof dataContract.outputs>, 'databaseClusterId'>,
  name: string,
  statistic: Statistic,
): Metric {
  return {
    namespace: 'AWS/RDS',
    name,
    dimensions: { DBClusterIdentifier: data.databaseClusterId },
    statistic,
  };
}

/** Bytes of memory below which PostgreSQL is near being stopped. */
const leastMemory = 256 * 1024 * 1024;

/**
 * Alarms on the database.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html for what
 *   CPU, memory and connections mean with capacity that scales
 */
export function databaseAlarms(data: Imports<typeof dataContract.outputs>): readonly AlarmDefinition[] {
  const metric = (name: string, statistic: Statistic) => databaseMetric(data, name, statistic);
  return [
    {
      id: 'DatabaseCpu',
      title: 'The database is short of CPU',
      watch: metric('CPUUtilization', 'Maximum'),
      comparison: '>',
      threshold: 85,
      minutes: 5,
      periods: [3, 3],
      reason: 'Percent of the most that the instance may grow to: at 85 there is nothing left to scale into.',
    },
    {
      id: 'DatabaseCapacity',
      title: 'The database runs at nearly its most capacity',
      watch: metric('ACUUtilization', 'Maximum'),
      comparison: '>',
      threshold: { dev: 95, test: 95, staging: 90, prod: 90 },
      minutes: 15,
      periods: [2, 2],
      reason:
        'Half an hour near the most calls for a larger range; the small ranges of dev and test are meant to be used up.',
    },
    {
      id: 'DatabaseMemory',
      title: 'The database is short of memory',
      watch: {
        // Whether a paused database says 0 or nothing, no page says.
        expression: `IF(capacity > 0, memory, ${leastMemory})`,
        metrics: {
          memory: metric('FreeableMemory', 'Minimum'),
          capacity: metric('ServerlessDatabaseCapacity', 'Minimum'),
        },
        text: 'least FreeableMemory while the least ServerlessDatabaseCapacity is not 0',
      },
      comparison: '<',
      threshold: leastMemory,
      minutes: 5,
      periods: [3, 3],
      reason: 'Bytes left at the most capacity. Below 256 MiB PostgreSQL is near being stopped, in every size.',
    },
    {
      id: 'DatabaseConnections',
      title: 'The database is short of connections',
      watch: metric('DatabaseConnections', 'Maximum'),
      comparison: '>',
      threshold: { dev: 300, test: 300, staging: 1600, prod: 4000 },
      minutes: 5,
      periods: [3, 3],
      reason: 'About four fifths of what the capacity of the type allows: some 400, 2,000 and 5,000 an instance.',
    },
    {
      id: 'DatabaseReplicaLag',
      title: 'Readers of the database lag behind',
      watch: metric('AuroraReplicaLagMaximum', 'Maximum'),
      comparison: '>',
      threshold: 2000,
      minutes: 1,
      periods: [5, 5],
      reason: 'Milliseconds. Readers share the storage and lag by less than 100; past 2 s people miss what they saved.',
    },
    {
      id: 'DatabaseDeadlocks',
      title: 'Transactions of the database block each other',
      watch: metric('Deadlocks', 'Average'),
      comparison: '>',
      threshold: 0.05,
      minutes: 5,
      periods: [3, 3],
      reason: 'A second: three a minute for a quarter of an hour is a defect in the order of locks, not bad luck.',
    },
    {
      id: 'DatabaseTransactionIds',
      title: 'The database is running out of transaction ids',
      watch: metric('MaximumUsedTransactionIDs', 'Maximum'),
      comparison: '>',
      threshold: 1_000_000_000,
      minutes: 60,
      periods: [1, 1],
      reason:
        'Past 2 billion it stops writing. Vacuum holds 200 million; 1 billion leaves days to find what hinders it.',
    },
  ];
}
