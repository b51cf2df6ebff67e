import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../catalog/detailed-error';
import { scalarText } from '../../catalog/template';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import type { AwsTarget } from '../aws/aws-target';
import { lookUpProvisionedProduct } from '../aws/provisioned-product';
import { wayOut } from '../running/way-out';
import type { Evaluate } from './evaluate-answers';
import type { ProductChange } from './product-change';

/**
 * Refuses an update that would launch a tier under a name that is taken: by a tier that an earlier update couldn't take
 * back, and that is no part of the environment any more. AWS would find out half-way.
 *
 * @param environment change of a product whose stack launches others
 * @param changes that AWS plans for the resources of its stack
 * @throws `CatalogError` `orphaned-tier` with what takes the other away
 */
export async function refuseOrphans(
  target: AwsTarget,
  { running, values, templates: { after } }: ProductChange,
  changes: readonly ResourceChange[],
  evaluate: Evaluate,
): Promise<void> {
  const launches = changes.filter(({ ResourceType, Action }) => ResourceType === LAUNCHED_PRODUCT && Action === 'ADD');
  if (launches.length === 0) return;
  const wanted = after && evaluate(after, values, running.stackId)?.resources;
  for (const { LogicalResourceId = '' } of launches) {
    const name = scalarText(wanted?.[LogicalResourceId]?.properties.ProvisionedProductName);
    const found = name === undefined ? undefined : await lookUpProvisionedProduct(await target.serviceCatalog(), name);
    if (found === undefined || name === undefined) continue;
    throw new DetailedError(
      'orphaned-tier',
      `${running.name} would launch ${name}, which there is already (${found.Status}) and which is no part of it.`,
      { remedies: [await wayOut(target, name, found.PhysicalId)] },
    );
  }
}
