import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { createPlan, deletePlan, type PlanContext } from '../aws/aws-plan';
import { lookUpProvisionedProduct } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { runningStack } from '../running/running-stack';
import type { ForeseenTier } from './foresee-launch';
import { refuseMissingTiers } from './missing-tiers';
import { type LaunchWish, type PreparedLaunch, prepareLaunch } from './prepare-launch';
import { refuseTakenTiers } from './taken-tiers';

/** Changes that a launch would make, by what happens to the resources. */
export interface LaunchPreview {
  readonly created: readonly ResourceChange[];
  /** In place. */
  readonly changed: readonly ResourceChange[];
  /** Certainly or possibly; `Replacement` says which. */
  readonly replaced: readonly ResourceChange[];
  readonly removed: readonly ResourceChange[];
  /** Tiers that it would launch, which AWS's plan doesn't look into. Absent where there are none, or none is known. */
  readonly inside?: readonly ForeseenTier[];
  /** Resources that AWS couldn't take back if the launch failed; see `ForeseenLaunch`. Absent where there are none. */
  readonly oneWay?: readonly string[];
}

/**
 * Asks Service Catalog what a launch would do. Where something of this name is launched already, what updating it would do
 * with these answers; it keeps those that aren't given.
 *
 * @throws `CatalogError` `missing-tiers`, `orphaned-tier`, `plan-failed` with AWS's reason, `foreign-plan`; those of `prepareLaunch`
 */
export async function previewLaunch(context: OperationContext, wish: LaunchWish): Promise<LaunchPreview> {
  const { target } = context;
  const existing = await lookUpProvisionedProduct(await target.serviceCatalog(), wish.name);
  const stack = existing?.PhysicalId === undefined ? undefined : await runningStack(target, existing.PhysicalId);
  const launch = await prepareLaunch(context, wish, stack?.parameters);
  refuseMissingTiers(wish.name, launch.missingTiers, wish.parameters.EnvironmentType);
  if (!existing) await refuseTakenTiers(target, launch);
  return previewPrepared(context, launch, existing?.Id);
}

/**
 * Asks Service Catalog what a prepared launch would do, through a plan that is deleted again.
 *
 * @param existing id of the provisioned product, where there is one already
 * @throws `CatalogError` `plan-failed`, `foreign-plan`; the signal's reason when it was stopped
 */
export async function previewPrepared(
  context: PlanContext,
  launch: PreparedLaunch,
  existing?: string,
): Promise<LaunchPreview> {
  const { id, changes } = await createPlan(context, { ...launch, id: existing });
  if (id !== undefined) await deletePlan(context.target, id);
  if (existing !== undefined) return sortChanges(changes);
  const { oneWay, tiers } = launch;
  const inside = tiers.filter(({ resources }) => resources !== undefined);
  return { ...sortChanges(changes), ...(inside.length > 0 && { inside }), ...(oneWay.length > 0 && { oneWay }) };
}

/** Sorts a plan's resource changes by what happens. */
export function sortChanges(changes: readonly ResourceChange[]): LaunchPreview {
  const replaces = ({ Replacement }: ResourceChange) => Replacement === 'TRUE' || Replacement === 'CONDITIONAL';
  const modified = changes.filter(({ Action }) => Action === 'MODIFY');
  return {
    created: changes.filter(({ Action }) => Action === 'ADD'),
    changed: modified.filter((change) => !replaces(change)),
    replaced: modified.filter(replaces),
    removed: changes.filter(({ Action }) => Action === 'REMOVE'),
  };
}
