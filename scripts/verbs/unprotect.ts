import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { examples } from '../options/examples';
import { agree } from '../terminal/confirm';
import { openContext } from '../terminal/open-context';
import { print, printJson, say } from '../terminal/shell';
import { protectedText, unprotectedText } from '../texts/termination-text';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/**
 * `catalog unprotect <name>`: lifts what protects something launched from termination, and all that it launched itself.
 */
export const unprotect: Verb = (program, shell) => {
  withChangeOptions(
    program
      .command('unprotect <name>')
      .summary('lift what protects a launch from termination')
      .description('lift what protects a launch from termination: its stacks, databases, load balancers'),
  )
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['An environment and its tiers, before they are terminated', 'unprotect dev-environment']),
    )
    .action(async (name: string, options: ChangeOptions & JsonOption) => {
      const operations = await import('../../operations/running/unprotect');
      const context = await openContext(shell, options);
      const { plan, agreement } = await operations.planUnprotect(context, name);
      if (plan.stacks.length + plan.resources.length > 0) say(shell, protectedText(plan));
      await agree(shell, options, agreement);
      await operations.unprotect(context, plan);
      if (options.json) printJson(shell, { name, unprotected: plan.stacks, resources: plan.resources });
      else print(shell, unprotectedText(plan));
    });
};
