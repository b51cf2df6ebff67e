import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { examples } from '../options/examples';
import { parseRegions } from '../options/regions-option';
import { asker, openContext, watch } from '../terminal/open-context';
import { print, printJson } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface LeaveOptions extends ChangeOptions, JsonOption {
  readonly plan?: boolean;
  readonly regions?: readonly string[];
}

/** `catalog leave`: takes the spoke out of an account that received portfolios, once nothing of the catalog runs there. */
export const leave: Verb = (program, shell) => {
  withChangeOptions(
    program
      .command('leave')
      .summary('take the catalog out of a receiving account')
      .description('take the catalog out of a receiving account: its roles, guard and shares'),
  )
    .option('--plan', 'say what would be done, and stop')
    .option('--regions <list>', 'regions that the account uses (default: all that are enabled)', parseRegions)
    .option(...jsonOption)
    .addHelpText('after', examples(['What would be taken out', 'leave --plan']))
    .action(async (options: LeaveOptions) => {
      const { carryOutLeave, planLeave } = await import('../../operations/publish/leave');
      const { leaveText, leftText } = await import('../texts/leave-text');
      const context = await openContext(shell, options, options);
      const planned = await planLeave(context, { regions: options.regions });
      if (!options.plan) await watch(context, carryOutLeave(context, planned, asker(shell, options, context)));
      if (options.json) printJson(shell, { stack: planned.plan.stack, left: !options.plan });
      else print(shell, options.plan ? leaveText : leftText);
    });
};
