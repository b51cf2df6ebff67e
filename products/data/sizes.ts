import type { Sizes } from '../../catalog/product';
import { passedSizes, sharedSizes } from '../shared/sizes';

/** Sizes of the data tier by environment type. */
export const dataSizes = {
  auroraMinCapacity: passedSizes.auroraMinCapacity,
  auroraMaxCapacity: passedSizes.auroraMaxCapacity,
  /** Aurora readers beside the writer; text, since conditions compare it. */
  auroraReaders: { title: 'Aurora readers', dev: '0', test: '0', staging: '1', prod: '2' },
  /** Whether the database's operating system and queries are watched in detail. */
  databaseMonitoring: {
    title: 'Detailed monitoring of the database',
    ...{ dev: 'no', test: 'no', staging: 'yes', prod: 'yes' },
  },
  /** Retention of automatic backups (Aurora, file system), in days: at least 7, and at most the 35 that Aurora takes. */
  backupRetentionDays: { title: 'Backup retention (days)', dev: 7, test: 7, staging: 14, prod: 35 },
  ...sharedSizes,
} as const satisfies Sizes;
