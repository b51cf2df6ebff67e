import type { Command } from 'commander';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import { type JsonOption, jsonOption } from '../verb';
import { type ChangeOptions, withChangeOptions } from './change-options';
import { examples } from './examples';
import { collectKeyValues } from './key-values';
import { type LossOptions, withLossOptions } from './loss-options';

/** Options of `launch`. */
export interface LaunchOptions extends ChangeOptions, LossOptions, JsonOption {
  readonly environment?: string;
  readonly type?: string;
  /** Path of a file of specs, which says all that the options would but for the tags. */
  readonly spec?: string;
  readonly version?: string;
  readonly parameter: Readonly<Record<string, string>>;
  readonly tag: Readonly<Record<string, string>>;
  readonly portfolio?: string;
  readonly name?: string;
  readonly plan?: boolean;
  readonly wait: boolean;
}

/** Adds the options of `LaunchOptions` to a verb, with examples of them. */
export function withLaunchOptions(command: Command): Command {
  return withLossOptions(withChangeOptions(command))
    .option('-e, --environment <name>', 'name of the environment')
    .option('-t, --type <type>', `what the environment is for: ${environmentTypeNames.join(', ')}`)
    .option('--spec <file>', "launch what a file of Proton's specs describes, or change it to that")
    .option('--version <version>', 'version; the newest by default')
    .option('-p, --parameter <Key=Value>', 'a parameter of the form; give it once for each', collectKeyValues, {})
    .option('--tag <Key=Value>', 'a tag; give it once for each', collectKeyValues, {})
    .option('--portfolio <name>', 'portfolio; by default the one whose rules accept the type')
    .option('--name <name>', 'name of what is launched; <environment>-<product> by default')
    .option('--plan', 'show what would be created, changed, replaced or removed, and stop')
    .option('--no-wait', "don't wait until it is there")
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['All the tiers of an environment, once its plan was seen', 'launch environment -e dev -t dev --plan'],
        ['One product, with an answer of its own', 'launch network -e dev -t dev -p ZoneCount=2'],
        ['What a file says', 'launch --spec environment.yaml'],
      ),
    );
}

/**
 * Refuses what a spec says itself, what would hold for one of several products, and names of resources that don't say of which
 * one.
 */
export function refuseBesideSpec(command: Command, { allowReplace }: LossOptions): void {
  const given = ['environment', 'type', 'version', 'parameter', 'name', 'portfolio'].filter(
    (name) => command.getOptionValueSource(name) === 'cli',
  );
  if (given.length > 0) {
    command.error(`error: a spec says everything itself: leave out ${given.map((name) => `--${name}`).join(', ')}`);
  }
  const [alone] = allowReplace.filter((name) => !name.includes('.'));
  if (alone !== undefined) {
    command.error(
      `error: a spec may have several of that name: say whose, --allow-replace <what is launched>.${alone}`,
    );
  }
}
