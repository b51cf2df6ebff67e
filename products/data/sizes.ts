import type { Sizes } from '../../catalog/product';
import { sharedSizes } from '../shared/sizes';

/** Sizes of the data tier by environment type. */
export const dataSizes = {
  /** Least Aurora capacity, in Aurora capacity units; 0 lets the cluster pause. */
  auroraMinCapacity: { title: 'Aurora capacity, least (ACU)', dev: 0, test: 0, staging: 0.5, prod: 1 },
  /** Most Aurora capacity, in Aurora capacity units. */
  auroraMaxCapacity: { title: 'Aurora capacity, most (ACU)', dev: 2, test: 2, staging: 16, prod: 64 },
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
