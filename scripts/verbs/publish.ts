import { CatalogError } from '../../catalog/errors';
import { awsTarget } from '../../operations/aws/aws-target';
import type { Deployment } from '../../operations/publish/publish-catalog';
import type { CatalogSettings } from '../../portfolios/context';
import type { PublishPlace } from '../../portfolios/publish';
import type { Step } from '../../portfolios/reconcile/steps';
import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { confirm } from '../terminal/confirm';
import { openTarget } from '../terminal/open-target';
import { startProgress } from '../terminal/progress';
import { print, printJson, type Shell, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface PublishOptions extends ChangeOptions, JsonOption {
  readonly plan?: boolean;
  readonly prune?: boolean;
  readonly regions?: readonly string[];
  readonly context?: string;
}

/**
 * `catalog publish`: deploys the account's roles and the portfolios with every release, by the CDK CLI, and then does
 * what CloudFormation can't: guidance and visibility of versions, shares within the organization. Region by region.
 */
export const publish: Verb = (program, shell) => {
  withChangeOptions(
    program.command('publish').description('publish every release to Service Catalog, and share the portfolios'),
  )
    .option('--plan', 'show what would change, and stop')
    .option(
      '--regions <list>',
      'regions to publish in, divided by commas (default: those of the context)',
      parseRegions,
    )
    .option('--prune', "end the shares that the context doesn't declare")
    .option('--context <key=value>', 'settings as JSON instead of those in cdk.json: bellyfed={…}', parseContext)
    .option(...jsonOption)
    .action(async (options: PublishOptions) => {
      const { projectSettings } = await import('../../portfolios/context-file');
      const { publishPlaces } = await import('../../portfolios/publish');
      const settings = projectSettings(shell.root, options.context);
      const places = publishPlaces(await chosenRegions(shell, options, settings), settings.regions[0]);
      const regions: PublishedRegion[] = [];
      for (const place of places) regions.push(await publishIn(shell, place, settings, options));
      if (options.json) printJson(shell, { published: !options.plan, regions });
    });
};

/** What a run tells of one region. */
interface PublishedRegion extends Pick<Deployment, 'output' | 'steps' | 'undeclared'> {
  readonly region: string;
}

async function publishIn(
  shell: Shell,
  place: PublishPlace,
  settings: CatalogSettings,
  { plan = false, json, profile, context, prune, ...options }: PublishOptions,
): Promise<PublishedRegion> {
  const { region } = place;
  const here = { ...options, profile, region };
  const target = await openTarget(shell, here, { plan });
  if (!plan) await confirm(shell, here, `Publish the catalog in ${region}?`);
  const { deployCatalog } = await import('../../operations/publish/publish-catalog');
  const deployed = await deployCatalog(shell, target, { ...place, settings, context, profile, plan, prune });
  const { output, steps, undeclared } = deployed;
  if (plan && !json) print(shell, output.trimEnd());
  await sayPlan(shell, deployed, plan);
  if (!plan) await applied(shell, deployed);
  if (!plan && !json) print(shell, `Published in ${region}.`);
  return { region, output, steps, undeclared };
}

/** The regions that this run is for: those that were named, else the context's, else that of the credentials. */
async function chosenRegions(
  shell: Shell,
  options: PublishOptions,
  settings: CatalogSettings,
): Promise<readonly string[]> {
  if (options.regions) return options.regions;
  if (options.region !== undefined) return [options.region];
  if (settings.regions.length > 0) return settings.regions;
  return [settings.hub.region ?? (await awsTarget(options, shell)).region];
}

/** Says what is left to do once the stacks are deployed. */
async function sayPlan(shell: Shell, { steps, undeclared }: Deployment, plan: boolean): Promise<void> {
  const { describeRecipient, describeStep } = await import('../../portfolios/reconcile/steps');
  for (const step of steps) say(shell, `${plan ? 'Then ' : ''}${describeStep(step)}`);
  for (const { portfolio, share } of undeclared) {
    say(shell, `${portfolio} stays shared with ${describeRecipient(share)}, which isn't declared; --prune ends that.`);
  }
}

async function applied(shell: Shell, { apply, steps }: Deployment): Promise<void> {
  const { describeStep } = await import('../../portfolios/reconcile/steps');
  const progress = startProgress(shell);
  const onStep = (step: Step) =>
    progress.update(`Step ${steps.indexOf(step) + 1} of ${steps.length}: ${describeStep(step)}`);
  await apply(onStep).finally(() => progress.stop());
}

function parseRegions(text: string): readonly string[] {
  const regions = [...new Set(text.split(',').map((region) => region.trim()))];
  const wrong = regions.find((region) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region));
  if (wrong === undefined) return regions;
  throw new CatalogError('invalid-region', `Regions are written as us-east-1,eu-west-1, got: ${text}.`);
}

function parseContext(text: string): string {
  const [, value] = /^bellyfed=(.*)$/s.exec(text) ?? [];
  if (value !== undefined) return value;
  throw new CatalogError('invalid-context', `The context is given as bellyfed={…}, got: ${text}.`);
}
