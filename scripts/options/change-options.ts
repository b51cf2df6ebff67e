import type { Command } from 'commander';
import type { AwsOptions } from '../../operations/aws/aws-target';
import { withAwsOptions } from './aws-options';

/** Options of every verb that changes something on AWS. */
export interface ChangeOptions extends AwsOptions {
  /** The answer to the question before a change on real AWS. */
  readonly yes?: boolean;
}

/** Adds the options of `ChangeOptions` to a verb. */
export function withChangeOptions(command: Command): Command {
  return withAwsOptions(command).option('-y, --yes', "don't ask before changing something on AWS");
}
