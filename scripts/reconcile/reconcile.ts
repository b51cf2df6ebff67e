import { join } from 'node:path';
import { loadOffers } from '../../portfolios/offers';
import type { Step } from '../../portfolios/reconcile/steps';
import { planVersions } from '../../portfolios/reconcile/versions';
import type { AwsTarget } from '../aws-target';
import { allProducts } from '../choose-product';
import type { Shell } from '../shell';
import { applySteps } from './apply';
import { readHub } from './hub';

/** What is left to do once the hub is deployed, and the way to do it. */
export interface Reconciliation {
  readonly steps: readonly Step[];
  /** Does the steps; again after any failure, from a new plan. */
  apply(onStep?: (step: Step) => void): Promise<void>;
}

/** Calls that AWS throttles are made again this often, each time after a longer and random pause. */
const ATTEMPTS = 12;

/** Compares the hub in the target's account and region with what the project declares. Changes nothing. */
export async function planReconciliation(shell: Shell, target: AwsTarget): Promise<Reconciliation> {
  const serviceCatalog = await target.serviceCatalog({ maxAttempts: ATTEMPTS });
  const cloudFormation = await target.cloudFormation({ maxAttempts: ATTEMPTS });
  const offers = loadOffers(join(shell.root, 'products'), await allProducts());
  const hub = await readHub({ serviceCatalog, cloudFormation });
  const steps = planVersions(offers, hub.products);
  return { steps, apply: (onStep) => applySteps(serviceCatalog, steps, onStep) };
}
