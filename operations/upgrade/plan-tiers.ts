import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { isAwsError } from '../aws/aws-error';
import { createPlan, deletePlan } from '../aws/aws-plan';
import type { AwsTarget } from '../aws/aws-target';
import { activeVersions } from '../aws/published-product';
import type { PlanningContext } from '../context';
import { boundaryRemarks, refuseWithoutBoundary } from '../running/permissions-boundary';
import { stackResources } from '../running/running-stack';
import { decideTiers, type TierFate } from './decide-tiers';
import type { Evaluate } from './evaluate-answers';
import { withExportsInUse } from './exports-in-use';
import { foreseeChanges } from './foresee-changes';
import { offeringAgain } from './hidden-version';
import { type ExpectedChanges, judgeProduct, type ProductUpdate } from './judge-product';
import { judgeLostTier, judgeUnknownTier } from './judge-unplanned-tier';
import { findOneWay } from './one-way';
import type { ProductChange } from './product-change';
import { readTiers } from './read-tiers';
import type { RunningProduct } from './running-product';
import { withUnsafeParts } from './unsafe-parts';

/**
 * Effects of an environment's update inside its tiers, whose resources don't show in the environment's own plan.
 *
 * Each tier that changes is planned by AWS too, with the version and the answers that the environment's new template gives
 * it, and that plan is deleted: CloudFormation updates the tiers when the environment's plan is carried out. A tier that
 * can't be planned by itself yet, since it needs what an earlier tier is about to bring, is worked out here.
 *
 * @param environment change of a product whose stack may have launched others
 * @param changes that AWS plans for the resources of its stack
 * @returns in the order in which tiers are launched; those that stay as they are have none
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationprovisionedproduct.html
 */
export async function planTiers(
  context: PlanningContext,
  environment: ProductChange,
  changes: readonly ResourceChange[],
  evaluate: Evaluate,
): Promise<ProductUpdate[]> {
  const tiers = await readTiers(context.target, changes);
  const fates = decideTiers(context.project, environment, tiers, evaluate);
  const updates: ProductUpdate[] = [];
  for (const fate of fates) {
    const update = await planTier(context, fate, evaluate);
    const oneWay = fate.kind === 'changes' ? await findOneWay(context.target, fate.change, evaluate) : [];
    updates.push({ ...update, ...(oneWay.length > 0 && { oneWay }) });
  }
  return updates;
}

async function planTier(context: PlanningContext, fate: TierFate, evaluate: Evaluate): Promise<ProductUpdate> {
  const { tier } = fate;
  if (fate.kind === 'unknown') return judgeUnknownTier(tier, 'unknown', [fate.why]);
  if (fate.kind === 'goes') {
    const { stack, stackId } = tier.running;
    return judgeLostTier(tier, fate.by, stack ? await stackResources(context.target, stackId) : []);
  }
  const { running, to, templates } = fate.change;
  await refuseWithoutBoundary(context, `${running.productName} ${to}`, templates.after);
  const bounds = boundaryRemarks(context, running.name, templates);
  const change = { ...fate.change, remarks: [...fate.change.remarks, ...bounds] };
  const planned = await changesByAws(context, change);
  const judge = async (judged: ProductChange, expected: ExpectedChanges) => {
    const update = judgeProduct(judged, expected, evaluate.placeOf(running.stackId));
    const byAws = typeof planned === 'string' ? [] : planned;
    return withExportsInUse(context.target, await withUnsafeParts(context.target, update, judged, byAws, evaluate));
  };
  if (typeof planned !== 'string') return judge(change, { source: 'aws', changes: planned });
  const remarks = [...change.remarks, `Worked out here, since it can't be planned by itself yet: ${planned}`];
  if (!change.templates.after) return judgeUnknownTier(tier, change.to, remarks);
  const changes = foreseeChanges(change, evaluate);
  return judge({ ...change, remarks }, { source: 'foreseen', changes });
}

/** Changes that AWS plans for the tier by itself, or why it can't. */
async function changesByAws(
  context: PlanningContext,
  { running, to, parameters }: ProductChange,
): Promise<readonly ResourceChange[] | string> {
  const { target } = context;
  const { name, id, productId, pathId } = running;
  try {
    const versions = await activeVersions(await target.serviceCatalog(), productId);
    const artifactId = versions.find(({ Name }) => Name === to)?.Id;
    if (artifactId === undefined) throw hiddenTier(target, running, to);
    const plan = await createPlan(context, { name, id, productId, artifactId, pathId, parameters });
    if (plan.id !== undefined) await deletePlan(target, plan.id);
    return plan.changes;
  } catch (error) {
    context.signal?.throwIfAborted();
    if (error instanceof CatalogError && error.code === 'hidden-version') throw error;
    if (error instanceof CatalogError || isAwsError(error)) return error.message;
    throw error;
  }
}

/** Refusal of an update that would bring a tier to a version that nobody is offered: AWS would find out half-way. */
function hiddenTier(
  target: AwsTarget,
  { name, productId, productName, version }: RunningProduct,
  to: string,
): CatalogError {
  const stays = to === version ? 'keep' : 'come to';
  return new DetailedError(
    'hidden-version',
    `${name} would ${stays} ${productName} ${to}, which isn't offered to you: it is hidden, or not published here.`,
    { remedies: [offeringAgain(target, productId, { name: to })] },
  );
}
