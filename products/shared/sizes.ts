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
