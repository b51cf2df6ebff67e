import { examples } from '../options/examples';
import { type UpdateOptions, withUpdateOptions } from '../options/update-options';
import type { Verb } from '../verb';

interface RollbackOptions extends UpdateOptions {
  readonly to?: string;
}

/** `catalog rollback <name>`: a provisioned product, or all of an environment, to the version that ran before. */
export const rollback: Verb = (program, shell) => {
  withUpdateOptions(
    program
      .command('rollback <name>')
      .summary('go back to the version before; stops before data is lost')
      .description('go back to the version that ran before; stops before data is lost, as an upgrade does')
      .addHelpText(
        'after',
        examples(
          ['What going back would do', 'rollback dev --plan'],
          ['An environment, to the version that ran before', 'rollback dev'],
        ),
      ),
  )
    .option('--to <version>', 'an earlier version; the one that ran before by default')
    .action(async (name: string, options: RollbackOptions) => {
      const { update } = await import('../terminal/update');
      await update(shell, options, { name, intent: 'rollback', to: options.to });
    });
};
