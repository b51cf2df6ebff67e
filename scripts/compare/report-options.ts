import { type Command, Option } from 'commander';
import { type JsonOption, jsonOption } from '../verb';

/** Options of every command that compares templates. */
export interface ReportOptions extends JsonOption {
  /** Only what changes in an environment type. */
  readonly type?: string;
  /** Counts without `json`, which asks for that one. */
  readonly format: 'text' | 'json' | 'markdown' | 'sarif';
  /** The least that makes the exit code 1. */
  readonly failOn?: FailOn;
  /** Custom resources are taken to hold data. */
  readonly strict?: boolean;
}

/** Bump, or loss, that a change may not reach. */
export type FailOn = 'major' | 'minor' | 'data-loss';

/** Adds the options of a comparison to a command. */
export function addReportOptions(command: Command): Command {
  return command
    .option('--type <environment type>', 'only what changes there')
    .addOption(
      new Option('--format <format>', 'how to say it').choices(['text', 'json', 'markdown', 'sarif']).default('text'),
    )
    .addOption(
      new Option('--fail-on <change>', 'exit with 1 when the change is that large').choices([
        'major',
        'minor',
        'data-loss',
      ]),
    )
    .addOption(new Option(...jsonOption).conflicts('format'))
    .option('--strict', 'take it that custom resources hold data');
}
