import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { examples } from '../options/examples';
import { agree } from '../terminal/confirm';
import { openContext, watch } from '../terminal/open-context';
import { print, printJson, say } from '../terminal/shell';
import { staysText, terminatedText } from '../texts/termination-text';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface TerminateOptions extends ChangeOptions, JsonOption {
  readonly wait: boolean;
}

/** `catalog terminate <name>`: takes a provisioned product down, after saying what of it stays. */
export const terminate: Verb = (program, shell) => {
  withChangeOptions(program.command('terminate <name>').description('terminate what was launched; says what stays'))
    .option('--no-wait', "don't wait until it is gone")
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['One product', 'terminate dev-network'],
        ['An environment with all its tiers', 'terminate dev-environment'],
      ),
    )
    .action(async (name: string, options: TerminateOptions) => {
      const operations = await import('../../operations/running/terminate');
      const { planTermination } = await import('../../operations/running/plan-termination');
      const context = await openContext(shell, options);
      const { plan, agreement } = await planTermination(context, name);
      if (plan.retained.length > 0) say(shell, staysText(plan));
      await agree(shell, options, agreement);
      const terminated = await watch(context, operations.terminate(context, plan, options));
      return options.json ? printJson(shell, terminated) : print(shell, terminatedText(terminated));
    });
};
