/** The kinds of environment that every product can be launched as. */
export type EnvironmentType = 'dev' | 'test' | 'staging' | 'prod';

/** What follows from the type of an environment. Optional parameters of a product may override single settings. */
export interface EnvironmentSettings {
  /** Availability zones that what costs money runs in. The network itself spans all its zones in every type. */
  readonly zones: number;
  /** NAT gateways: `1`, or `per-zone`. */
  readonly natGateways: '1' | 'per-zone';
  /** Whether AWS services are reached through interface endpoints (`yes`) or through the NAT gateways (`no`). */
  readonly interfaceEndpoints: 'yes' | 'no';
  /** Least Aurora capacity, in Aurora capacity units; 0 lets the cluster pause. */
  readonly auroraMinCapacity: number;
  /** Most Aurora capacity, in Aurora capacity units. */
  readonly auroraMaxCapacity: number;
  /** Aurora readers beside the writer. */
  readonly auroraReaders: number;
  /** Whether the database's operating system and queries are watched in detail. */
  readonly databaseMonitoring: 'yes' | 'no';
  /** Retention of automatic backups (Aurora, file system), in days: at least 7, and at most the 35 that Aurora takes. */
  readonly backupRetentionDays: number;
  /** Application tasks: the least that scaling keeps. */
  readonly minTasks: number;
  /** Application tasks: how many a first launch starts. */
  readonly desiredTasks: number;
  /** Application tasks: the most that scaling starts. */
  readonly maxTasks: number;
  /** Typesense nodes: 1, or 3 for a quorum. */
  readonly typesenseNodes: number;
  /** Retention of log groups, in days; always one of the numbers that CloudWatch Logs takes. */
  readonly logRetentionDays: number;
  /** Whether databases, load balancers and user pools refuse their deletion. */
  readonly deletionProtection: boolean;
}

/** Name of one setting, also its key in the template's mapping. */
export type SettingName = keyof EnvironmentSettings;

/** The one table of sizes: products put the settings that they use into their template's mapping, tests read it. */
export const environmentTypes: Readonly<Record<EnvironmentType, EnvironmentSettings>> = {
  dev: {
    zones: 2,
    natGateways: '1',
    interfaceEndpoints: 'no',
    auroraMinCapacity: 0,
    auroraMaxCapacity: 2,
    auroraReaders: 0,
    databaseMonitoring: 'no',
    backupRetentionDays: 7,
    minTasks: 1,
    desiredTasks: 1,
    maxTasks: 1,
    typesenseNodes: 1,
    logRetentionDays: 7,
    deletionProtection: false,
  },
  test: {
    zones: 2,
    natGateways: '1',
    interfaceEndpoints: 'no',
    auroraMinCapacity: 0,
    auroraMaxCapacity: 2,
    auroraReaders: 0,
    databaseMonitoring: 'no',
    backupRetentionDays: 7,
    minTasks: 1,
    desiredTasks: 1,
    maxTasks: 2,
    typesenseNodes: 1,
    logRetentionDays: 14,
    deletionProtection: false,
  },
  staging: {
    zones: 3,
    natGateways: 'per-zone',
    interfaceEndpoints: 'yes',
    auroraMinCapacity: 0.5,
    auroraMaxCapacity: 16,
    auroraReaders: 1,
    databaseMonitoring: 'yes',
    backupRetentionDays: 14,
    minTasks: 2,
    desiredTasks: 2,
    maxTasks: 10,
    typesenseNodes: 3,
    logRetentionDays: 30,
    deletionProtection: false,
  },
  prod: {
    zones: 3,
    natGateways: 'per-zone',
    interfaceEndpoints: 'yes',
    auroraMinCapacity: 1,
    auroraMaxCapacity: 64,
    auroraReaders: 2,
    databaseMonitoring: 'yes',
    backupRetentionDays: 35,
    minTasks: 3,
    desiredTasks: 3,
    maxTasks: 30,
    typesenseNodes: 3,
    logRetentionDays: 365,
    deletionProtection: true,
  },
};

/** The types in the order of the form. */
export const environmentTypeNames: readonly EnvironmentType[] = ['dev', 'test', 'staging', 'prod'];

/** What the settings are called in documentation. */
export const settingTitles: Readonly<Record<SettingName, string>> = {
  zones: 'Zones that what costs money runs in',
  natGateways: 'NAT gateways',
  interfaceEndpoints: 'Interface endpoints',
  auroraMinCapacity: 'Aurora capacity, least (ACU)',
  auroraMaxCapacity: 'Aurora capacity, most (ACU)',
  auroraReaders: 'Aurora readers',
  databaseMonitoring: 'Detailed monitoring of the database',
  backupRetentionDays: 'Backup retention (days)',
  minTasks: 'Application tasks, least',
  desiredTasks: 'Application tasks at first',
  maxTasks: 'Application tasks, most',
  typesenseNodes: 'Typesense nodes',
  logRetentionDays: 'Log retention (days)',
  deletionProtection: 'Deletion protection',
};
