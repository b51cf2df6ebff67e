import type { VersionWish } from '../../operations/upgrade/choose-update';
import { type UpdateOptions, withUpdateOptions } from '../options/update-options';
import type { Verb } from '../verb';

/** `catalog upgrade <name>`: a provisioned product, or all of an environment, to a newer version. */
export const upgrade: Verb = (program, shell) => {
  withUpdateOptions(
    program
      .command('upgrade <name>')
      .description('upgrade what was launched, one product or a whole environment; stops before data is lost'),
  )
    .option('--to <version>', 'version; the newest by default')
    .option('--downgrade', 'an older version is meant')
    .action(async (name: string, options: UpdateOptions & VersionWish) => {
      const [{ runUpdates }, { chooseUpdate }, { activeVersions }] = await Promise.all([
        import('../../operations/upgrade/run-updates'),
        import('../../operations/upgrade/choose-update'),
        import('../../operations/aws/published-product'),
      ]);
      await runUpdates(
        shell,
        name,
        {
          name: 'Upgrade',
          isForOne: options.to !== undefined,
          choose: async (target, running) =>
            chooseUpdate(running, await activeVersions(await target.serviceCatalog(), running.productId), options),
        },
        options,
      );
    });
};
