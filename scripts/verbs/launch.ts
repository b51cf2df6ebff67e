import type { Command } from 'commander';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import { named } from '../../operations/nearest';
import { type LaunchOptions, refuseBesideSpec, withLaunchOptions } from '../options/launch-options';
import { askArguments } from '../terminal/ask-arguments';
import { agree } from '../terminal/confirm';
import { openContext } from '../terminal/open-context';
import { planUntilStopped } from '../terminal/plan-until-stopped';
import { print, printJson, say } from '../terminal/shell';
import { goingOn, untilStopped } from '../terminal/until-stopped';
import { launchedText, launchText, previewText } from '../texts/launch-text';
import type { Verb } from '../verb';

/** `catalog launch <product>`: provisions a product for an environment through Service Catalog. */
export const launch: Verb = (program, shell) => {
  withLaunchOptions(program.command('launch [product]').description('launch a product for an environment')).action(
    async (id: string | undefined, options: LaunchOptions, command: Command) => {
      const { spec: file, version, tag: tags, portfolio, plan: isPreview, wait, json } = options;
      if (file !== undefined) {
        refuseBesideSpec(command, options);
        const { launchSpec } = await import('../terminal/launch-spec');
        return launchSpec(shell, { file, product: id }, options);
      }
      const { environment, type, ...wanted } = await askArguments(shell, id, options, command);
      const EnvironmentType = named('environment type', type, environmentTypeNames, String);
      const { chooseProduct } = await import('../../operations/project/choose-product');
      const product = await chooseProduct(wanted.id);
      const name = options.name ?? `${environment}-${product.id}`;
      const parameters = { EnvironmentName: environment, EnvironmentType, ...options.parameter };
      const wish = { product, name, version, parameters, tags, portfolio };
      const context = await openContext(shell, options, options);
      if (isPreview) {
        const { previewLaunch } = await import('../../operations/launch/preview-launch');
        const preview = await planUntilStopped(shell, context, (it) => previewLaunch(it, wish));
        return json ? printJson(shell, preview) : print(shell, previewText(preview));
      }
      const { planLaunch } = await import('../../operations/launch/plan-launch');
      const { carryOutLaunch } = await import('../../operations/launch/carry-out-launch');
      const { plan, agreement } = await planLaunch(context, wish);
      say(shell, launchText(plan));
      await agree(shell, options, agreement);
      const launched = await untilStopped(shell, context, goingOn(name), (it) => carryOutLaunch(it, plan, { wait }));
      return json ? printJson(shell, launched) : print(shell, launchedText(launched));
    },
  );
};
