import type { GuardInput } from '../../portfolios/guard/guard-machine';
import { guardName } from '../../portfolios/guard/guard-name';
import { type AwsRemedy, awsCommand } from '../aws/aws-command';

/**
 * Remedy that has the guard protect a stack, as it would have by itself.
 *
 * @param stack ARN
 */
export function guardCommand(stack: string): AwsRemedy {
  const [, partition, , region = '', id = ''] = stack.split(':');
  const input: GuardInput = { detail: { 'stack-id': stack }, adopted: true };
  return awsCommand({ id, region }, 'stepfunctions start-execution', {
    'state-machine-arn': `arn:${partition}:states:${region}:${id}:stateMachine:${guardName}`,
    input,
  });
}
