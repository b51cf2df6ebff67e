import { examples } from '../options/examples';
import { type UpdateOptions, withUpdateOptions } from '../options/update-options';
import type { Verb } from '../verb';

interface UpgradeOptions extends UpdateOptions {
  readonly to?: string;
  readonly downgrade?: boolean;
}

/** `catalog upgrade <name>`: a provisioned product, or all of an environment, to a newer version. */
export const upgrade: Verb = (program, shell) => {
  withUpdateOptions(
    program
      .command('upgrade <name>')
      .summary('upgrade a product or a whole environment, losing no data')
      .description('upgrade what was launched, one product or a whole environment; stops before data is lost'),
  )
    .option('--to <version>', 'version; the newest by default')
    .option('--downgrade', 'an older version is meant')
    .addHelpText(
      'after',
      examples(
        ["AWS's plan of every resource, beside our comparison", 'upgrade dev --plan'],
        ['A whole environment, to the newest version', 'upgrade dev'],
        ['One product, with another answer', 'upgrade dev-data -p DatabaseReaders=1'],
      ),
    )
    .action(async (name: string, options: UpgradeOptions) => {
      const { update } = await import('../terminal/update');
      const { to, downgrade } = options;
      await update(shell, options, { name, intent: 'upgrade', to, downgrade });
    });
};
