import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import type { AwsTarget } from '../aws/aws-target';
import { provisionedProductById } from '../aws/provisioned-product';
import { allProducts } from '../project/choose-product';
import { type RunningProduct, runningProduct } from './running-product';

/** Tier that an environment's stack has launched, and that the environment's update touches. */
export interface LaunchedTier {
  /** Of the resource in the environment's template that stands for it. */
  readonly logicalId: string;
  readonly running: RunningProduct;
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
    const { LogicalResourceId: logicalId = '', PhysicalResourceId: id = '' } = planned;
    const found = await provisionedProductById(await target.serviceCatalog(), id);
    if (found) tiers.push({ logicalId, planned, running: await runningProduct(target, found) });
  }
  const order = (await allProducts()).map(({ name }) => name);
  return tiers.sort((one, other) => order.indexOf(one.running.productName) - order.indexOf(other.running.productName));
}
