import type { Command } from 'commander';
import { CatalogError } from '../../catalog/errors';
import { type JsonOption, jsonOption } from '../verb';
import { type ChangeOptions, withChangeOptions } from './change-options';
import { parseRegions } from './regions-option';

/** Options of `publish`. */
export interface PublishOptions extends ChangeOptions, JsonOption {
  readonly plan?: boolean;
  readonly prune?: boolean;
  readonly regions?: readonly string[];
  /** The settings as JSON. */
  readonly context?: string;
}

/** Adds the options of `PublishOptions` to a verb. */
export function withPublishOptions(command: Command): Command {
  return withChangeOptions(command)
    .option('--plan', 'show what would change, and stop')
    .option(
      '--regions <list>',
      'regions to publish in, divided by commas (default: those of the context)',
      parseRegions,
    )
    .option('--prune', "end the shares that the context doesn't declare")
    .option('--context <key=value>', 'settings as JSON instead of those in cdk.json: bellyfed={…}', parseContext)
    .option(...jsonOption);
}

function parseContext(text: string): string {
  const [, value] = /^bellyfed=(.*)$/s.exec(text) ?? [];
  if (value !== undefined) return value;
  throw new CatalogError('invalid-context', `The context is given as bellyfed={…}, got: ${text}.`);
}
