import type { Command } from 'commander';
import { type JsonOption, jsonOption } from '../verb';
import { type ChangeOptions, withChangeOptions } from './change-options';
import { collectKeyValues } from './key-values';

/** The options that `upgrade` and `rollback` share. */
export interface UpdateOptions extends ChangeOptions, JsonOption {
  readonly plan?: boolean;
  /** Answers that change, or are new. */
  readonly parameter: Readonly<Record<string, string>>;
  /** Resources that may be replaced or removed, data and all. */
  readonly allowReplace: readonly string[];
  /** Parts that may be changed though AWS couldn't take them back. */
  readonly acceptNoRollback: readonly string[];
  readonly wait: boolean;
}

/** Adds the options of `UpdateOptions` to a verb. */
export function withUpdateOptions(command: Command): Command {
  return withChangeOptions(command)
    .option(
      '-p, --parameter <Key=Value>',
      'an answer that changes or is new; give it once for each',
      collectKeyValues,
      {},
    )
    .option('--allow-replace <resource>', 'let this resource go, data and all; give it once for each', collect, [])
    .option(
      '--accept-no-rollback <name>',
      'begin though there is no way back from this; give it once for each',
      collect,
      [],
    )
    .option('--plan', 'show what AWS and our comparison say of each resource, and stop')
    .option('--no-wait', "don't wait until it is done")
    .option(...jsonOption);
}

function collect(text: string, before: readonly string[]): string[] {
  return [...before, text];
}
