import { randomUUID } from 'node:crypto';
import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../catalog/errors';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import { type AwsTarget, awsTarget } from '../aws-target';
import { chooseProduct } from '../choose-product';
import { announce, type ChangeOptions, confirm, targetOfChange, withChangeOptions } from '../confirm';
import { collectKeyValues } from '../key-values';
import { planLaunch, planText } from '../launch-plan';
import { named } from '../nearest';
import { type PreparedLaunch, prepareLaunch } from '../prepare-launch';
import { startProgress } from '../progress';
import { lookUpProvisionedProduct, outputsOf } from '../provisioned-product';
import { runningStack } from '../running-stack';
import { print, printJson, type Shell, say } from '../shell';
import { stackFailure } from '../stack-failure';
import { table } from '../table';
import { type JsonOption, jsonOption, type Verb } from '../verb';
import { waitForRecord } from '../wait-for-record';

interface LaunchOptions extends ChangeOptions, JsonOption {
  readonly environment: string;
  readonly type: string;
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
  withChangeOptions(program.command('launch <product>').description('launch a product for an environment'))
    .requiredOption('-e, --environment <name>', 'name of the environment')
    .requiredOption('-t, --type <type>', `what the environment is for: ${environmentTypeNames.join(', ')}`)
    .option('--version <version>', 'version; the newest by default')
    .option('-p, --parameter <Key=Value>', 'a parameter of the form; give it once for each', collectKeyValues, {})
    .option('--tag <Key=Value>', 'a tag; give it once for each', collectKeyValues, {})
    .option('--portfolio <name>', 'portfolio; by default the one whose rules accept the type')
    .option('--name <name>', 'name of what is launched; <environment>-<product> by default')
    .option('--plan', 'show what would be created, changed, replaced or removed, and stop')
    .option('--no-wait', "don't wait until it is there")
    .option(...jsonOption)
    .action(async (id: string, options: LaunchOptions) => {
      const type = named('environment type', options.type, environmentTypeNames, String);
      const product = await chooseProduct(id);
      const name = options.name ?? `${options.environment}-${product.id}`;
      const target = options.plan ? await awsTarget(options, shell) : await targetOfChange(shell, options);
      if (options.plan) await announce(shell, target);
      const existing = await lookUpProvisionedProduct(await target.serviceCatalog(), name);
      if (existing && !options.plan) throw relaunch(name, existing);
      const stack = existing?.PhysicalId === undefined ? undefined : await runningStack(target, existing.PhysicalId);
      const prepared = await prepareLaunch(shell, target, {
        product,
        version: options.version,
        parameters: { EnvironmentName: options.environment, EnvironmentType: type, ...options.parameter },
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

interface Provisioning {
  readonly name: string;
  readonly prepared: PreparedLaunch;
  readonly wait: boolean;
  readonly json: boolean | undefined;
}

async function provision(shell: Shell, target: AwsTarget, { name, prepared, wait, json }: Provisioning): Promise<void> {
  const serviceCatalog = await target.serviceCatalog();
  const { RecordDetail: started = {} } = await serviceCatalog.provisionProduct({
    ProductId: prepared.productId,
    ProvisioningArtifactId: prepared.artifactId,
    PathId: prepared.pathId,
    ProvisionedProductName: name,
    ProvisioningParameters: [...prepared.parameters],
    Tags: prepared.tags && [...prepared.tags],
    ProvisionToken: randomUUID(),
  });
  const record = started.RecordId ?? '';
  const facts = {
    ...{ name, id: started.ProvisionedProductId, record, product: prepared.productName, version: prepared.version },
    portfolio: prepared.portfolio,
  };
  if (!wait) {
    const next = `Launching ${name} (record ${record}); "npm run catalog -- status ${name}" says how it is.`;
    return json ? printJson(shell, { ...facts, status: 'UNDER_CHANGE' }) : print(shell, next);
  }
  const progress = startProgress(shell);
  const ended = await waitForRecord(target, record, progress).finally(() => progress.stop());
  const found = await lookUpProvisionedProduct(serviceCatalog, name);
  if (!ended.succeeded || found?.Status !== 'AVAILABLE') {
    const reason = found?.PhysicalId === undefined ? undefined : await stackFailure(target, found.PhysicalId);
    const why = [reason, ...ended.errors].filter((text) => text !== undefined);
    throw new CatalogError(
      'launch-failed',
      `${name} is ${found?.Status ?? 'gone'}: ${why.join(' ') || 'AWS gives no reason.'}`,
    );
  }
  const outputs = await outputsOf(serviceCatalog, name);
  if (json) return printJson(shell, { ...facts, status: found.Status, outputs });
  print(shell, `${name} is AVAILABLE (${prepared.productName} ${prepared.version}, record ${record}).`);
  print(shell, table(['OUTPUT', 'VALUE'], Object.entries(outputs)));
}
