import { setTimeout as pause } from 'node:timers/promises';
import type { DescribeProvisionedProductInput } from '@aws-sdk/client-service-catalog';
import { type Place, pauseAt } from './place';

/** Provisioned product, by its id or its name. */
export type LaunchedBy = Pick<DescribeProvisionedProductInput, 'Id' | 'Name'>;

/** Waits until what was launched is at rest. @returns its id; undefined where it isn't there */
export async function launchedAtRest(place: Place, by: LaunchedBy): Promise<string | undefined> {
  for (;;) {
    const found = await launched(place, by);
    if (found?.Status !== 'UNDER_CHANGE') return found?.Id;
    await pause(pauseAt(place));
  }
}

/** Terminates what was launched, through Service Catalog, and waits. @returns why it is still there; undefined where it is gone */
export async function terminateLaunched(place: Place, by: LaunchedBy): Promise<string | undefined> {
  // A run that was killed leaves launches under way.
  const ProvisionedProductId = await launchedAtRest(place, by);
  if (ProvisionedProductId === undefined) return undefined;
  const client = await place.target.serviceCatalog();
  await client.terminateProvisionedProduct({ ProvisionedProductId });
  await launchedAtRest(place, { Id: ProvisionedProductId });
  const left = await launched(place, { Id: ProvisionedProductId });
  return left && `terminating it ended ${left.Status}`;
}

async function launched({ target }: Place, by: LaunchedBy) {
  const client = await target.serviceCatalog();
  const found = await client.describeProvisionedProduct(by).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  });
  return found?.ProvisionedProductDetail;
}
