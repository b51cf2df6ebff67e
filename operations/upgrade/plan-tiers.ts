import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { isAwsError } from '../aws/aws-error';
import { createPlan, deletePlan } from '../aws/aws-plan';
import type { AwsTarget } from '../aws/aws-target';
import { activeVersions } from '../aws/published-product';
import type { PlanningContext } from '../context';
import { boundaryRemarks, refuseWithoutBoundary } from '../running/permissions-boundary';
import { stackResources } from '../running/stack-resources';
import { decideTiers, type TierFate } from './decide-tiers';
import type { Evaluate } from './evaluate-answers';
import { withExportsInUse } from './exports-in-use';
import { foreseeChanges } from './foresee-changes';
import { offeringAgain } from './hidden-version';
import { type ExpectedChanges, judgeProduct, type ProductUpdate } from './judge-product';
import { judgeLostTier, judgeUnknownTier } from './judge-unplanned-tier';
import { findOneWay } from './one-way';
import { type ProductChange, runningAfter } from './product-change';
import type { LaunchedTier, Tier } from './read-tiers';
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
 * @param tiers that the update touches
 * @param foresight of an update that AWS can't be asked to plan yet. @default - AWS plans each tier
 * @returns in the order in which tiers are launched; those that stay as they are have none
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationprovisionedproduct.html
 */
export async function planTiers(
  context: PlanningContext,
  environment: ProductChange,
  tiers: readonly LaunchedTier[],
  evaluate: Evaluate,
  foresight?: TierForesight,
): Promise<PlannedTiers> {
  const fates = decideTiers(context.project, environment, tiers, evaluate);
  const updates: ProductUpdate[] = [];
  for (const fate of fates) {
    const update = await planTier(context, fate, evaluate, foresight);
    const oneWay = fate.kind === 'changes' ? await findOneWay(context.target, fate.change, evaluate) : [];
    updates.push({ ...update, ...(oneWay.length > 0 && { oneWay }) });
  }
  return { fates, updates };
}

/** Fates of an environment's tiers, and what each means inside them. */
export interface PlannedTiers {
  readonly fates: readonly TierFate[];
  readonly updates: readonly ProductUpdate[];
}

/** Knowledge of how things are once the steps before an update are carried out. */
export interface TierForesight {
  /** Exports that products import then, by name. */
  readonly importsAfter: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Tiers of an environment as an update leaves them.
 *
 * @param tiers as they are before it
 * @throws `CatalogError` `hidden-version` for a tier that would come to a version which isn't offered
 */
export async function tiersAfter(
  target: AwsTarget,
  tiers: readonly Tier[],
  fates: readonly TierFate[],
): Promise<Tier[]> {
  const after = tiers.map(async (tier): Promise<Tier[]> => {
    const fate = fates.find((each) => each.tier.logicalId === tier.logicalId);
    if (fate?.kind === 'goes') return [];
    if (fate?.kind !== 'changes') return [tier];
    const artifactId = await offeredArtifact(target, fate.change);
    return [{ ...tier, running: runningAfter(fate.change, artifactId) }];
  });
  return (await Promise.all(after)).flat();
}

async function planTier(
  context: PlanningContext,
  fate: TierFate,
  evaluate: Evaluate,
  foresight: TierForesight | undefined,
): Promise<ProductUpdate> {
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
  if (foresight) await offeredArtifact(context.target, change);
  const planned = foresight ? undefined : await changesByAws(context, change);
  const judge = async (judged: ProductChange, expected: ExpectedChanges) => {
    const update = judgeProduct(judged, expected, evaluate.placeOf(running.stackId));
    const byAws = typeof planned === 'object' ? planned : [];
    const safe = await withUnsafeParts(context.target, update, judged, byAws, evaluate);
    return withExportsInUse(context, safe, evaluate, foresight?.importsAfter);
  };
  if (typeof planned === 'object') return judge(change, { source: 'aws', changes: planned });
  const why = planned === undefined ? [] : [`Worked out here, since it can't be planned by itself yet: ${planned}`];
  const remarks = [...change.remarks, ...why];
  if (!change.templates.after) return judgeUnknownTier(tier, change.to, remarks);
  const changes = foreseeChanges(change, evaluate);
  return judge({ ...change, remarks }, { source: 'foreseen', changes });
}

/** Changes that AWS plans for the tier by itself, or why it can't. */
async function changesByAws(
  context: PlanningContext,
  change: ProductChange,
): Promise<readonly ResourceChange[] | string> {
  const { target } = context;
  const { running, parameters } = change;
  const { name, id, productId, pathId } = running;
  try {
    const artifactId = await offeredArtifact(target, change);
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

/** Id of the version that a tier is to come to. */
async function offeredArtifact(target: AwsTarget, { running, to }: ProductChange): Promise<string> {
  const versions = await activeVersions(await target.serviceCatalog(), running.productId);
  const found = versions.find(({ Name }) => Name === to)?.Id;
  if (found === undefined) throw hiddenTier(target, running, to);
  return found;
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
