import type { Command } from 'commander';
import { type JsonOption, jsonOption } from '../verb';
import { type ChangeOptions, withChangeOptions } from './change-options';
import { collectKeyValues } from './key-values';
import { type LossOptions, withLossOptions } from './loss-options';

/** The options that `upgrade` and `rollback` share. */
export interface UpdateOptions extends ChangeOptions, LossOptions, JsonOption {
  readonly plan?: boolean;
  /** Answers that change, or are new. */
  readonly parameter: Readonly<Record<string, string>>;
  readonly wait: boolean;
}

/** Adds the options of `UpdateOptions` to a verb. */
export function withUpdateOptions(command: Command): Command {
  const answered = withChangeOptions(command).option(
    '-p, --parameter <Key=Value>',
    'an answer that changes or is new; give it once for each',
    collectKeyValues,
    {},
  );
  return withLossOptions(answered)
    .option('--plan', 'show what AWS and our comparison say of each resource, and stop')
    .option('--no-wait', "don't wait until it is done")
    .option(...jsonOption);
}
