import type { Product } from '../../catalog/product';

/** Findings of the checkers that are right here, each with its reason. */
export const appExceptions: Product['exceptions'] = {
  validation: [
    {
      rule: 'E3687',
      logicalId: 'SecurityGroupTasksToDatabase*',
      reason: "The ports are there: they are the data tier's export, and the validator takes an import for nothing.",
    },
    {
      rule: 'W9002',
      logicalId: 'ApiTargetPermission',
      reason:
        "The ARN is made of the account, the region and the target group's name; the permission must be there first.",
    },
  ],
  nag: [],
};
