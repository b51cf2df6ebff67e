import { type AwsTarget, awsTarget } from '../../operations/aws/aws-target';
import type { ChangeOptions } from '../options/change-options';
import { mustAsk } from './confirm';
import { type Shell, say } from './shell';

/** Kind of use that a target is opened for. */
export interface TargetUse {
  /** Nothing is to be changed, so that nobody need be there to be asked. @default false */
  readonly plan?: boolean | undefined;
}

/**
 * Target of a verb that changes something, once its account, region and endpoint are said.
 *
 * @throws `CatalogError` `not-confirmed` before the first call where a change can't be asked about; those of `awsTarget`
 */
export async function openTarget(shell: Shell, options: ChangeOptions, { plan }: TargetUse = {}): Promise<AwsTarget> {
  if (!plan) mustAsk(shell, options);
  const target = await awsTarget(options, shell);
  say(shell, `Account ${await target.accountId()}, region ${target.region}, endpoint ${target.endpoint ?? 'AWS'}`);
  return target;
}
