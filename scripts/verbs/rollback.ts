import { examples } from '../options/examples';
import { type UpdateOptions, withUpdateOptions } from '../options/update-options';
import type { Verb } from '../verb';

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
  ).action(async (name: string, options: UpdateOptions) => {
    const { update } = await import('../terminal/update');
    await update(shell, options, { name, intent: 'rollback' });
  });
};
