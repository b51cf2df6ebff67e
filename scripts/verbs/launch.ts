import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import type { Command } from 'commander';
import { CatalogError } from '../../catalog/errors';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import { lookUpProvisionedProduct } from '../../operations/aws/provisioned-product';
import { planLaunch, planText } from '../../operations/launch/launch-plan';
import { prepareLaunch } from '../../operations/launch/prepare-launch';
import { provision } from '../../operations/launch/provision';
import { named } from '../../operations/nearest';
import { chooseProduct } from '../../operations/project/choose-product';
import { runningStack } from '../../operations/running/running-stack';
import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { collectKeyValues } from '../options/key-values';
import { confirm } from '../terminal/confirm';
import { openTarget } from '../terminal/open-target';
import { print, printJson, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface LaunchOptions extends ChangeOptions, JsonOption {
  readonly environment?: string;
  readonly type?: string;
  readonly spec?: string;
  readonly version?: string;
  readonly parameter: Readonly<Record<string, string>>;
  readonly tag: Readonly<Record<string, string>>;
  readonly portfolio?: string;
  readonly name?: string;
  readonly plan?: boolean;
  readonly wait: boolean;
}

/** `catalog launch <product>`: provisions a product for an environment through Service Catalog. */
export const launch: Verb = (program, shell) => {
  withChangeOptions(program.command('launch [product]').description('launch a product for an environment'))
    .option('-e, --environment <name>', 'name of the environment')
    .option('-t, --type <type>', `what the environment is for: ${environmentTypeNames.join(', ')}`)
    .option('--spec <file>', "launch what a file of Proton's specs describes, or change it to that")
    .option('--version <version>', 'version; the newest by default')
    .option('-p, --parameter <Key=Value>', 'a parameter of the form; give it once for each', collectKeyValues, {})
    .option('--tag <Key=Value>', 'a tag; give it once for each', collectKeyValues, {})
    .option('--portfolio <name>', 'portfolio; by default the one whose rules accept the type')
    .option('--name <name>', 'name of what is launched; <environment>-<product> by default')
    .option('--plan', 'show what would be created, changed, replaced or removed, and stop')
    .option('--no-wait', "don't wait until it is there")
    .option(...jsonOption)
    .action(async (id: string | undefined, options: LaunchOptions, command: Command) => {
      if (options.spec !== undefined) {
        refuseBesideSpec(command);
        const { launchSpec } = await import('../../operations/launch/launch-spec');
        return launchSpec(shell, { ...options, file: options.spec, product: id });
      }
      const { environment, type: wantedType } = options;
      if (id === undefined) return command.error("error: missing required argument 'product'");
      if (environment === undefined || wantedType === undefined) {
        const missing = environment === undefined ? '-e, --environment <name>' : '-t, --type <type>';
        return command.error(`error: required option '${missing}' not specified`);
      }
      const type = named('environment type', wantedType, environmentTypeNames, String);
      const product = await chooseProduct(id);
      const name = options.name ?? `${environment}-${product.id}`;
      const target = await openTarget(shell, options, options);
      const existing = await lookUpProvisionedProduct(await target.serviceCatalog(), name);
      if (existing && !options.plan) throw relaunch(name, existing);
      const stack = existing?.PhysicalId === undefined ? undefined : await runningStack(target, existing.PhysicalId);
      const prepared = await prepareLaunch(shell, target, {
        product,
        version: options.version,
        parameters: { EnvironmentName: environment, EnvironmentType: type, ...options.parameter },
        tags: options.tag,
        portfolio: options.portfolio,
        previous: stack?.parameters,
      });
      if (prepared.missingTiers.length > 0) {
        throw new CatalogError('missing-tiers', `${name} needs what isn't there. ${prepared.missingTiers.join(' ')}`);
      }
      if (options.plan) {
        const plan = await planLaunch(target, name, prepared, existing?.Id);
        return options.json ? printJson(shell, plan) : print(shell, planText(plan));
      }
      say(shell, `${name}: ${prepared.productName} ${prepared.version} from ${prepared.portfolio}`);
      await confirm(shell, options, `Launch ${name}?`);
      await provision(shell, target, { name, prepared, wait: options.wait, json: options.json });
    });
};

function relaunch(name: string, found: ProvisionedProductAttribute): CatalogError {
  return new CatalogError(
    'already-launched',
    `${name} is launched already (${found.ProductName} ${found.ProvisioningArtifactName}, ${found.Status}); see ` +
      `"npm run catalog -- status ${name}", update it with "npm run catalog -- upgrade ${name}", or choose another name ` +
      'with --name.',
  );
}

/** What a spec says itself, and what would hold for one of several products. */
function refuseBesideSpec(command: Command): void {
  const given = ['environment', 'type', 'version', 'parameter', 'name', 'portfolio'].filter(
    (name) => command.getOptionValueSource(name) === 'cli',
  );
  if (given.length > 0) {
    command.error(`error: a spec says everything itself: leave out ${given.map((name) => `--${name}`).join(', ')}`);
  }
}
