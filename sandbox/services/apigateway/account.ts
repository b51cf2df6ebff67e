import type * as model from '@aws-sdk/client-api-gateway';
import type { Account } from '@aws-sdk/client-api-gateway';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { textOf } from '../../kernel/properties';
import { defineTable } from '../../store/store';
import { existingIn } from '../cloudformation';

/** The role for logs that was set by a call; empty where it was taken away. By account and region. */
const logRoles = defineTable<string>('apigateway/log-roles');

/** Operations on the account's settings. */
export const accountOperations = {
  /** https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html: what a call set last, else what a stack did. */
  GetAccount: (_input, call) => accountOf(call),

  /** https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateAccount.html: `/cloudwatchRoleArn` alone. */
  UpdateAccount(input, call) {
    for (const { op, path, value } of input.patchOperations ?? []) {
      if (op !== 'replace' || path !== '/cloudwatchRoleArn') {
        throw new AwsError('BadRequestException', `Invalid patch path ${path}`);
      }
      call.db.put(logRoles, [call.accountId, call.region], value ?? '');
    }
    return accountOf(call);
  },
} satisfies Operations<typeof model>;

function accountOf({ db, accountId, region }: Call): Account {
  const stacks = existingIn(db, { accountId, region }, 'AWS::ApiGateway::Account');
  const byStack = stacks.map(({ properties }) => textOf(properties.CloudWatchRoleArn)).findLast(Boolean);
  const cloudwatchRoleArn = db.get(logRoles, [accountId, region]) ?? byStack;
  return {
    ...(cloudwatchRoleArn && { cloudwatchRoleArn }),
    throttleSettings: { burstLimit: 5000, rateLimit: 10000 },
    features: ['UsagePlans'],
    apiKeyVersion: '4',
  };
}
