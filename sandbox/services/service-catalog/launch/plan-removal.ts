import type { CatalogCall } from '../catalog-call';
import { planOfProvisionedProduct, plans } from './state';

/** Forgets the plan of a provisioned product that is terminated. */
export function dropPlan({ db, accountId, region }: CatalogCall, provisionedProductId: string): void {
  const id = db.get(planOfProvisionedProduct, [accountId, region, provisionedProductId]);
  if (id === undefined) return;
  db.remove(plans, [accountId, region, id]);
  db.remove(planOfProvisionedProduct, [accountId, region, provisionedProductId]);
}
