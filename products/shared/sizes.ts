import type { Sizes } from '../../catalog/product';

/** Sizes that several products have, the same in each. */
export const sharedSizes = {
  /** Retention of log groups; always one of the numbers of days that CloudWatch Logs takes. */
  logRetentionDays: { title: 'Log retention (days)', dev: 7, test: 14, staging: 30, prod: 365 },
  /** Whether databases, load balancers and user pools refuse their deletion. */
  deletionProtection: { title: 'Deletion protection', dev: false, test: false, staging: false, prod: true },
} as const satisfies Sizes;

/** Sizes of one tier that another watches, so that it knows what there is. */
export const watchedSizes = {
  /** Whether AWS services are reached through interface endpoints (`yes`) or through the NAT gateways (`no`). */
  interfaceEndpoints: { title: 'Interface endpoints', dev: 'no', test: 'no', staging: 'yes', prod: 'yes' },
  /** 1, or 3 for a quorum. */
  typesenseNodes: { title: 'Typesense nodes', dev: 1, test: 1, staging: 3, prod: 3 },
} as const satisfies Sizes;

/** Sizes of one tier that the form of an environment asks for too, and passes on. */
export const passedSizes = {
  /** The least that scaling keeps, and what a first launch starts with. */
  minTasks: { title: 'Application tasks, least', dev: 1, test: 1, staging: 2, prod: 3 },
  /** The most that scaling starts. */
  maxTasks: { title: 'Application tasks, most', dev: 1, test: 2, staging: 10, prod: 30 },
  /** Least Aurora capacity, in Aurora capacity units; 0 lets the cluster pause. */
  auroraMinCapacity: { title: 'Aurora capacity, least (ACU)', dev: 0, test: 0, staging: 0.5, prod: 1 },
  /** Most Aurora capacity, in Aurora capacity units. */
  auroraMaxCapacity: { title: 'Aurora capacity, most (ACU)', dev: 2, test: 2, staging: 16, prod: 64 },
  /** Room for what developers and tests search; from 4 on they have the two vCPU that Typesense asks for. */
  nodeMemory: { title: 'Memory of a Typesense node (GiB)', dev: 0.5, test: 0.5, staging: 4, prod: 4 },
} as const satisfies Sizes;
