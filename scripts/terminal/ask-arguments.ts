import type { Command } from 'commander';
import { CatalogError } from '../../catalog/errors';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import type { LaunchOptions } from '../options/launch-options';
import { asks, isInteractive, type Shell } from './shell';

/**
 * Arguments without which nothing can be launched: on a terminal, each that is missing is asked for.
 *
 * @throws commander's error where nobody is there to be asked; `CatalogError` `declined` where no answer is typed
 */
export async function askArguments(
  shell: Shell,
  id: string | undefined,
  { environment, type }: Pick<LaunchOptions, 'environment' | 'type'>,
  command: Command,
): Promise<{ readonly id: string; readonly environment: string; readonly type: string }> {
  const ask = async (question: () => Promise<string> | string, missing: string): Promise<string> => {
    if (!isInteractive(shell)) return command.error(`error: ${missing}`);
    const answer = await asks(shell, await question());
    if (answer === '') throw new CatalogError('declined', `Nothing was changed: ${missing}.`);
    return answer;
  };
  const types = environmentTypeNames.join(', ');
  return {
    id: id ?? (await ask(productQuestion, "missing required argument 'product'")),
    environment: environment ?? (await ask(() => 'Name of the environment:', notSpecified('-e, --environment <name>'))),
    type: type ?? (await ask(() => `Type of the environment (${types}):`, notSpecified('-t, --type <type>'))),
  };
}

async function productQuestion(): Promise<string> {
  const { allProducts } = await import('../../operations/project/choose-product');
  const ids = (await allProducts()).map(({ id }) => id);
  return `Product (${ids.join(', ')}):`;
}

function notSpecified(option: string): string {
  return `required option '${option}' not specified`;
}
