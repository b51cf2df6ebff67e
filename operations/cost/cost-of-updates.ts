import { type CostDifference, costDifference } from '../../catalog/cost';
import { CatalogError } from '../../catalog/errors';
import { exportedValues } from '../aws/exports';
import type { OperationContext } from '../context';
import { answersTo } from '../upgrade/evaluate-answers';
import type { UpdatesPlan } from '../upgrade/plan-updates';
import type { ProductChange } from '../upgrade/product-change';
import { runningStacks } from './cost-of-running';
import { costOf } from './cost-options';
import { costStacks } from './cost-stacks';

/** Difference that updates make to what something costs, or the reason why nobody can tell it. */
export type UpdateCost = CostDifference | { readonly why: string };

/**
 * Tells what planned updates change in what each product costs in a month, an environment with all its tiers.
 *
 * @returns by the name of the provisioned product
 */
export async function costOfUpdates(
  context: Pick<OperationContext, 'project' | 'target'>,
  { effective }: Pick<UpdatesPlan, 'effective'>,
): Promise<ReadonlyMap<string, UpdateCost>> {
  const exports = await exportedValues(context.target);
  const ways = new Map<string, { readonly first: ProductChange; readonly last: ProductChange }>();
  for (const { request } of effective) {
    const { change } = request;
    const { name } = change.running;
    ways.set(name, { first: ways.get(name)?.first ?? change, last: change });
  }
  const costs = new Map<string, UpdateCost>();
  for (const [name, { first, last }] of ways) costs.set(name, await costOfWay(context, first, last, exports));
  return costs;
}

/** Cost of a product before the first and after the last of its steps. */
async function costOfWay(
  context: Pick<OperationContext, 'project' | 'target'>,
  first: ProductChange,
  { running: { name }, to, templates: { after: template }, values }: ProductChange,
  exports: ReadonlyMap<string, string> | undefined,
): Promise<UpdateCost> {
  const { project, target } = context;
  if (!template) return { why: `the template of ${to} is not known here` };
  try {
    const before = costOf(await runningStacks(context, [first.running], exports), target.region, {});
    const source = { name, template, answers: answersTo(template, values) };
    const after = costOf(costStacks(project, target.region, [source], exports), target.region, {});
    return costDifference(before, after);
  } catch (error) {
    if (error instanceof CatalogError) return { why: error.message };
    throw error;
  }
}
