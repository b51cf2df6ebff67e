import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { provisionedProductById } from '../aws/provisioned-product';
import { allProducts } from '../project/choose-product';
import { stackResources } from '../running/stack-resources';
import { type RunningProduct, runningProduct } from './running-product';

/** Tier that an environment's stack has launched. */
export interface Tier {
  /** Of the resource in the environment's template that stands for it. */
  readonly logicalId: string;
  readonly running: RunningProduct;
}

/** Tier that an environment's stack has launched, and that the environment's update touches. */
export interface LaunchedTier extends Tier {
  /** Change that AWS plans for that resource. */
  readonly planned: ResourceChange;
}

/**
 * Reads the tiers that are launched already and that changes of their environment's stack touch.
 *
 * @returns in the order in which tiers are launched
 */
export async function readTiers(target: AwsTarget, changes: readonly ResourceChange[]): Promise<LaunchedTier[]> {
  const tiers: LaunchedTier[] = [];
  for (const planned of changes) {
    if (planned.ResourceType !== LAUNCHED_PRODUCT || planned.Action === 'ADD') continue;
    for (const tier of await readTier(target, planned)) tiers.push({ ...tier, planned });
  }
  return inOrder(tiers);
}

/** All tiers that an environment's stack has launched; none where the caller may not list them. */
export async function allTiers(target: AwsTarget, { stackId }: RunningProduct): Promise<Tier[]> {
  const tiers: Tier[] = [];
  for (const resource of (await unlessRefused(() => stackResources(target, stackId))) ?? []) {
    if (resource.ResourceType === LAUNCHED_PRODUCT) tiers.push(...(await readTier(target, resource)));
  }
  return inOrder(tiers);
}

async function readTier(
  target: AwsTarget,
  {
    LogicalResourceId: logicalId = '',
    PhysicalResourceId: id = '',
  }: Pick<ResourceChange, 'LogicalResourceId' | 'PhysicalResourceId'>,
): Promise<Tier[]> {
  const found = await provisionedProductById(await target.serviceCatalog(), id);
  return found ? [{ logicalId, running: await runningProduct(target, found) }] : [];
}

async function inOrder<Each extends Tier>(tiers: readonly Each[]): Promise<Each[]> {
  const order = (await allProducts()).map(({ name }) => name);
  return [...tiers].sort(
    (one, other) => order.indexOf(one.running.productName) - order.indexOf(other.running.productName),
  );
}
