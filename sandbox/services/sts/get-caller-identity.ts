import type { GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import type { Call } from '../../kernel/call';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function getCallerIdentity(_input: unknown, { caller }: Call): GetCallerIdentityResponse {
  return { Account: caller.accountId, Arn: caller.arn, UserId: caller.userId };
}
