import { type AwsTarget, awsTarget } from '../../operations/aws/aws-target';
import type { ChangeOptions } from '../options/change-options';
import { mustAsk } from './confirm';
import { type Shell, say } from './shell';
import { targetText } from './show-events';

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
  const { region, endpoint } = target;
  say(shell, targetText({ account: await target.accountId(), region, endpoint }));
  return target;
}
