import type { Command } from 'commander';

/** Options by which somebody names what an update may cost. */
export interface LossOptions {
  /** Resources that may be replaced or removed, data and all. */
  readonly allowReplace: readonly string[];
  /** Parts that may be changed though AWS couldn't take them back. */
  readonly acceptNoRollback: readonly string[];
}

/** Adds the options of `LossOptions` to a verb. */
export function withLossOptions(command: Command): Command {
  return command
    .option('--allow-replace <resource>', 'let this resource go, data and all; give it once for each', collect, [])
    .option(
      '--accept-no-rollback <name>',
      'begin though there is no way back from this; give it once for each',
      collect,
      [],
    );
}

function collect(text: string, before: readonly string[]): string[] {
  return [...before, text];
}
