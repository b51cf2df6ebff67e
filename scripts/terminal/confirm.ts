import type { Command } from 'commander';
import { CatalogError } from '../../catalog/errors';
import {
  type AwsOptions,
  type AwsTarget,
  awsTarget,
  chosenEndpoint,
  isLoopback,
  withAwsOptions,
} from '../../operations/aws/aws-target';
import { asks, asksYes, isInteractive, type Shell, say } from './shell';

/** The options of every verb that changes something on AWS. */
export interface ChangeOptions extends AwsOptions {
  /** The answer to the question before a change on real AWS. */
  readonly yes?: boolean;
}

/** Adds the options of `ChangeOptions` to a verb. */
export function withChangeOptions(command: Command): Command {
  return withAwsOptions(command).option('-y, --yes', "don't ask before changing something on AWS");
}

/**
 * Whether a change must be asked about: on AWS itself, unless `--yes` has answered. A sandbox on this machine is never
 * asked about. Calls nothing, so that a change that can't be asked about is refused before the first call.
 *
 * @throws `CatalogError` `not-confirmed` where nobody is there to answer
 */
export function mustAsk(shell: Shell, options: ChangeOptions): boolean {
  const endpoint = chosenEndpoint(options, shell.env);
  if (options.yes || (endpoint !== undefined && isLoopback(endpoint))) return false;
  if (isInteractive(shell)) return true;
  throw new CatalogError(
    'not-confirmed',
    `This would change ${endpoint ?? 'AWS'} and nobody is there to be asked; add --yes, or choose a sandbox with --endpoint-url.`,
  );
}

/** The target of a verb that changes something, once its account, region and endpoint are said; see `mustAsk`. */
export async function targetOfChange(shell: Shell, options: ChangeOptions): Promise<AwsTarget> {
  mustAsk(shell, options);
  const target = await awsTarget(options, shell);
  await announce(shell, target);
  return target;
}

/**
 * Asks about a change where that must be asked. What is asked about must not begin before this has resolved.
 *
 * @throws `CatalogError` `declined` on anything but yes
 */
export async function confirm(shell: Shell, options: ChangeOptions, question: string): Promise<void> {
  if (mustAsk(shell, options) && !(await asksYes(shell, question))) {
    throw new CatalogError('declined', 'Nothing was changed.');
  }
}

/**
 * Asks to type a name before what can't be undone, where `confirm` would ask for yes.
 *
 * @throws `CatalogError` `declined` on any other text
 */
export async function confirmByName(
  shell: Shell,
  options: ChangeOptions,
  question: string,
  name: string,
): Promise<void> {
  if (!mustAsk(shell, options)) return;
  const typed = await asks(shell, `${question} Type ${name} to go on:`);
  if (typed !== name) throw new CatalogError('declined', `Nothing was changed: ${name} was asked for, got: ${typed}.`);
}

/** Says where the calls go. */
export async function announce(shell: Shell, target: AwsTarget): Promise<void> {
  say(shell, `Account ${await target.accountId()}, region ${target.region}, endpoint ${target.endpoint ?? 'AWS'}`);
}
