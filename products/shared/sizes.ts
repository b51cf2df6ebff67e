import type { Sizes } from '../../catalog/product';

/** Sizes that several products have, the same in each. */
export const sharedSizes = {
  /** Retention of log groups; always one of the numbers of days that CloudWatch Logs takes. */
  logRetentionDays: { title: 'Log retention (days)', dev: 7, test: 14, staging: 30, prod: 365 },
  /** Whether databases, load balancers and user pools refuse their deletion. */
  deletionProtection: { title: 'Deletion protection', dev: false, test: false, staging: false, prod: true },
} as const satisfies Sizes;
