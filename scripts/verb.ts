import type { Command } from 'commander';
import type { Shell } from './terminal/shell';

/**
 * One verb of the `catalog` command: adds its command to the program. What it needs is imported when it runs, so that
 * `--help` and the quick verbs don't wait for the construct library or the AWS clients.
 */
export type Verb = (program: Command, shell: Shell) => void;

/** The option of every verb that has a result. */
export interface JsonOption {
  /** One JSON document on standard output instead of text. */
  readonly json?: boolean;
}

/** `--json` as every verb has it: flag and description, for `command.option(...jsonOption)`. */
export const jsonOption = ['--json', 'print JSON, for machines'] as const;
