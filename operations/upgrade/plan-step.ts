import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../catalog/errors';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { createPlan, deletePlan } from '../aws/aws-plan';
import type { PlanningContext } from '../context';
import { boundaryRemarks, refuseWithoutBoundary } from '../running/permissions-boundary';
import type { TierFate } from './decide-tiers';
import type { Evaluate } from './evaluate-answers';
import { withExportsInUse } from './exports-in-use';
import { foreseeChanges } from './foresee-changes';
import { type ExpectedChanges, judgeProduct, type ProductUpdate } from './judge-product';
import { findOneWay } from './one-way';
import { planTiers } from './plan-tiers';
import { type LaunchedTier, readTiers, type Tier } from './read-tiers';
import { refuseOrphans } from './refuse-orphans';
import type { UpdateRequest } from './request-update';
import { withUnsafeParts } from './unsafe-parts';

/** Update of one provisioned product that is planned, and can be carried out. */
export interface UpdateStep {
  readonly request: UpdateRequest;
  /** AWS's plan. `unchanged`: AWS has nothing to change in the stack; `later`: AWS can't plan it before another update. */
  readonly plan: { readonly id: string } | 'unchanged' | 'later';
  /** Effects on the product itself, and on the tiers that its stack has launched. */
  readonly products: readonly [ProductUpdate, ...ProductUpdate[]];
  /** Fates of those tiers that it touches. */
  readonly fates: readonly TierFate[];
}

/** Position of an update among those that are planned together. */
export interface StepPosition {
  /** Whether others come before it, which it may need: what AWS can't plan yet is planned later. */
  readonly mayWait: boolean;
  /** Those that are carried out before it. @default - none */
  readonly earlier?: readonly UpdateStep[];
  /**
   * Tiers as the steps before it leave them, of a step that follows on the way of one product: AWS can't plan it before that
   * product has come so far. @default - it is the first of its product
   */
  readonly tiers?: readonly Tier[];
}

/**
 * Plans an update: has AWS plan it, and joins that with our comparison; or foresees it, where AWS can't plan it yet. Whoever
 * asks for it carries AWS's plan out or deletes it.
 *
 * @throws `CatalogError` `plan-failed`, `foreign-plan`, `orphaned-tier`
 */
export async function planStep(
  context: PlanningContext,
  request: UpdateRequest,
  evaluate: Evaluate,
  position: StepPosition,
): Promise<UpdateStep> {
  const byAws = position.tiers ? FORESEEN : await planByAws(context, request, position);
  try {
    const { running, to, templates } = request.change;
    await refuseWithoutBoundary(context, `${running.productName} ${to}`, templates.after);
    const bounds = boundaryRemarks(context, running.name, templates);
    const change = { ...request.change, remarks: [...request.change.remarks, ...bounds, ...byAws.remarks] };
    const expected: ExpectedChanges =
      byAws.plan === 'later'
        ? { source: 'foreseen', changes: foreseeChanges(change, evaluate) }
        : { source: 'aws', changes: byAws.changes };
    const remarks = [...change.remarks, ...(position.tiers ? unseenTiers(position.tiers, expected.changes) : [])];
    const judged = judgeProduct({ ...change, remarks }, expected, evaluate.placeOf(running.stackId));
    const safe = await withUnsafeParts(context.target, judged, change, byAws.changes, evaluate);
    const imports = importsAfter(position.earlier ?? [], evaluate);
    const own = await withExportsInUse(context, safe, evaluate, imports);
    await refuseOrphans(context.target, change, byAws.changes, evaluate);
    const tiers = position.tiers
      ? await planTiers(context, change, touched(position.tiers, expected.changes), evaluate, { importsAfter: imports })
      : await planTiers(context, change, await readTiers(context.target, byAws.changes), evaluate);
    const oneWay = byAws.plan === 'unchanged' ? [] : await findOneWay(context.target, change, evaluate);
    const { fates, updates } = tiers;
    return {
      ...{ request, plan: byAws.plan, fates },
      products: [{ ...own, ...(oneWay.length > 0 && { oneWay }) }, ...updates],
    };
  } catch (error) {
    if (typeof byAws.plan !== 'string') await deletePlan(context.target, byAws.plan.id);
    throw error;
  }
}

/** Exports that products import once their updates are carried out, by name; without those whose templates aren't known. */
function importsAfter(steps: readonly UpdateStep[], evaluate: Evaluate): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    steps.flatMap(({ request, fates }) => {
      const changes = [request.change, ...fates.flatMap((fate) => (fate.kind === 'changes' ? fate.change : []))];
      return changes.flatMap(({ running, templates, values }) => {
        const imports =
          templates.after && running.stack && evaluate.importsOf(templates.after, values, running.stackId);
        return imports ? [[running.name, imports] as const] : [];
      });
    }),
  );
}

/** Tiers that changes of their environment's stack touch. */
function touched(tiers: readonly Tier[], changes: readonly ResourceChange[] = []): LaunchedTier[] {
  return tiers.flatMap((tier) => {
    const planned = changes.find(({ LogicalResourceId }) => LogicalResourceId === tier.logicalId);
    return planned ? [{ ...tier, planned }] : [];
  });
}

/** Remark on tiers that a step touches and that nobody can look into yet: they are launched on the way, or closed to the caller. */
function unseenTiers(tiers: readonly Tier[], changes: readonly ResourceChange[] = []): string[] {
  const unseen = changes.filter(
    ({ LogicalResourceId: id, ResourceType, Action }) =>
      ResourceType === LAUNCHED_PRODUCT && Action !== 'ADD' && !tiers.some(({ logicalId }) => logicalId === id),
  );
  const ids = unseen.map(({ LogicalResourceId }) => LogicalResourceId).join(', ');
  return ids === '' ? [] : [`What changes inside ${ids} can't be foreseen: it is judged once its turn comes.`];
}

/** Answer of AWS to what it was asked to plan. */
interface PlanByAws extends Pick<UpdateStep, 'plan'> {
  /** Empty for what is planned later. */
  readonly changes: readonly ResourceChange[];
  readonly remarks: readonly string[];
}

const FORESEEN: PlanByAws = { plan: 'later', changes: [], remarks: [] };

async function planByAws(
  context: PlanningContext,
  { choice: { artifactId }, change: { running, parameters } }: UpdateRequest,
  { mayWait }: StepPosition,
): Promise<PlanByAws> {
  const { name, id, productId, pathId } = running;
  try {
    const plan = await createPlan(context, { name, id, productId, artifactId, pathId, parameters });
    return { plan: plan.id === undefined ? 'unchanged' : { id: plan.id }, changes: plan.changes, remarks: [] };
  } catch (error) {
    if (!mayWait || !(error instanceof CatalogError) || error.code !== 'plan-failed') throw error;
    const remark = `Worked out here, and planned by AWS once the others are updated: ${error.message}`;
    return { plan: 'later', changes: [], remarks: [remark] };
  }
}
