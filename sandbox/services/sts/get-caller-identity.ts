import type * as model from '@aws-sdk/client-sts';
import type { Operations } from '../../kernel/operations';

/** Operation that says who calls. */
export const getCallerIdentityOperations = {
  /** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
  GetCallerIdentity(_input, { caller }) {
    return { Account: caller.accountId, Arn: caller.arn, UserId: caller.userId };
  },
} satisfies Operations<typeof model>;
