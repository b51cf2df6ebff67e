import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { examples } from '../options/examples';
import { agree } from '../terminal/confirm';
import { openContext, watch } from '../terminal/open-context';
import { print, printJson, say } from '../terminal/shell';
import { purgedJson, purgedText, purgeJson, purgeText, refuseIncomplete } from '../texts/purge-text';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface PurgeOptions extends ChangeOptions, JsonOption {
  readonly plan?: boolean;
}

/** `catalog purge <environment>`: deletes what terminated products of a dev or test environment left behind. */
export const purge: Verb = (program, shell) => {
  withChangeOptions(
    program.command('purge <environment>').description('delete what a terminated dev or test environment left behind'),
  )
    .option('--plan', 'show what would be deleted, and stop')
    .option(...jsonOption)
    .addHelpText('after', examples(['What is left of an environment', 'purge dev --plan'], ['Delete it', 'purge dev']))
    .action(async (environment: string, options: PurgeOptions) => {
      const operations = await import('../../operations/purge/purge');
      const { planPurge } = await import('../../operations/purge/plan-purge');
      const context = await openContext(shell, options, options);
      const { plan: list, agreement } = await planPurge(context, environment);
      if (options.plan && options.json) return printJson(shell, purgeJson(list));
      if (options.plan) return print(shell, purgeText(list));
      say(shell, purgeText(list));
      await agree(shell, options, agreement);
      const deletions = await watch(context, operations.purge(context, list));
      const text = purgedText(list, deletions);
      if (options.json) printJson(shell, purgedJson(list, deletions));
      else if (text !== undefined) print(shell, text);
      refuseIncomplete(list, deletions);
    });
};
