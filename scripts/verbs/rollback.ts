import { type UpdateOptions, withUpdateOptions } from '../options/update-options';
import type { Verb } from '../verb';

/** `catalog rollback <name>`: a provisioned product, or all of an environment, to the version that ran before. */
export const rollback: Verb = (program, shell) => {
  withUpdateOptions(
    program
      .command('rollback <name>')
      .description('go back to the version that ran before; stops before data is lost, as an upgrade does'),
  ).action(async (name: string, options: UpdateOptions) => {
    const { runUpdates } = await import('../../operations/upgrade/run-updates');
    const { previousVersion } = await import('../../operations/upgrade/previous-version');
    await runUpdates(shell, name, { name: 'Roll back', isReverse: true, choose: previousVersion }, options);
  });
};
