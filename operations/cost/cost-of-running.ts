import type { Estimate } from '../../catalog/cost';
import { CatalogError } from '../../catalog/errors';
import type { AwsTarget } from '../aws/aws-target';
import { exportedValues } from '../aws/exports';
import type { OperationContext } from '../context';
import { namedProducts } from '../running/find-launched';
import { launchesProducts } from '../running/nested-product';
import { answersTo } from '../upgrade/evaluate-answers';
import { allTiers } from '../upgrade/read-tiers';
import { type RunningProduct, runningProduct } from '../upgrade/running-product';
import { type CostOptions, costOf } from './cost-options';
import { type CostSource, type CostStacks, costStacks } from './cost-stacks';

/** Cost of what runs. */
export interface RunningCost {
  readonly name: string;
  readonly region: string;
  readonly estimate: Estimate;
}

/**
 * Tells what runs under a name costs in a month: by its stack's own template and answers, an environment with its tiers.
 *
 * @throws `CatalogError` `unknown-provisioned-product`, `unreadable-stack`, `not-updatable`, `no-prices` and those of usage
 */
export async function costOfRunning(
  context: Pick<OperationContext, 'project' | 'target'>,
  name: string,
  options: CostOptions,
): Promise<RunningCost> {
  const { target } = context;
  const { found } = await namedProducts(target, name);
  const all = await Promise.all(found.map((each) => runningProduct(target, each)));
  const stacks = await runningStacks(context, all, await exportedValues(target));
  return { name, region: target.region, estimate: costOf(stacks, target.region, options) };
}

/**
 * Stacks of products that run, each environment's tiers among them, as they are evaluated for their cost.
 *
 * @param exports of the account and region; undefined where the caller may not list them
 */
export async function runningStacks(
  { project, target }: Pick<OperationContext, 'project' | 'target'>,
  products: readonly RunningProduct[],
  exports: ReadonlyMap<string, string> | undefined,
): Promise<CostStacks> {
  const sources = await Promise.all(products.map((product) => sourcesOf(target, product)));
  return costStacks(project, target.region, sources.flat(), exports);
}

async function sourcesOf(target: AwsTarget, running: RunningProduct): Promise<CostSource[]> {
  const { product } = running;
  const tiers = product && launchesProducts(product) ? await allTiers(target, running) : [];
  const own = { ...sourceOf(running), hasTiersBeside: tiers.length > 0 };
  return [own, ...tiers.map((tier) => sourceOf(tier.running))];
}

function sourceOf({ name, stack }: RunningProduct): CostSource {
  if (!stack) throw new CatalogError('unreadable-stack', `${name}: its stack can't be read, or it has none.`);
  return { name, template: stack.template, answers: answersTo(stack.template, stack.parameters) };
}
