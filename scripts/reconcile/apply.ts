import type { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../catalog/errors';
import { describeStep, type Step } from '../../portfolios/reconcile/steps';
import { visibility } from '../../portfolios/reconcile/versions';

/**
 * Does the steps of a plan, one after the other. Each is one call that may be made again, so whoever was stopped on the
 * way reads and plans anew.
 *
 * @param onStep called with each step before it is done
 * @throws `CatalogError` `not-deployed`
 */
export async function applySteps(
  serviceCatalog: ServiceCatalog,
  steps: readonly Step[],
  onStep: (step: Step) => void = () => {},
): Promise<void> {
  for (const step of steps) {
    onStep(step);
    await applyStep(serviceCatalog, step);
  }
}

async function applyStep(serviceCatalog: ServiceCatalog, step: Step): Promise<void> {
  const { target, to } = step;
  if (!target) {
    throw new CatalogError('not-deployed', `${describeStep(step)}: it isn't there; deploy the hub first.`);
  }
  const { active, guidance } = visibility[to];
  await serviceCatalog.updateProvisioningArtifact({
    ProductId: target.productId,
    ProvisioningArtifactId: target.versionId,
    Active: active,
    Guidance: guidance,
  });
}
