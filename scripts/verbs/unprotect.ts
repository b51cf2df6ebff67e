import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { agree } from '../terminal/confirm';
import { openContext } from '../terminal/open-context';
import { print, printJson, say } from '../terminal/shell';
import { protectedText, unprotectedText } from '../texts/termination-text';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/**
 * `catalog unprotect <name>`: lifts the termination protection of what was launched, and of all that it launched itself,
 * until the next update.
 */
export const unprotect: Verb = (program, shell) => {
  withChangeOptions(
    program
      .command('unprotect <name>')
      .description('lift termination protection, until the next update brings it back'),
  )
    .option(...jsonOption)
    .action(async (name: string, options: ChangeOptions & JsonOption) => {
      const operations = await import('../../operations/running/unprotect');
      const context = await openContext(shell, options);
      const { plan, agreement } = await operations.planUnprotect(context, name);
      if (plan.stacks.length > 0) say(shell, protectedText(plan));
      await agree(shell, options, agreement);
      await operations.unprotect(context, plan);
      if (options.json) printJson(shell, { name, unprotected: plan.stacks });
      else print(shell, unprotectedText(plan));
    });
};
