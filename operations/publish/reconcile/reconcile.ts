import type { CatalogSettings } from '../../../portfolios/context';
import type { Offer } from '../../../portfolios/offers/published-product';
import { planShares, type ShareStep } from '../../../portfolios/reconcile/shares';
import type { Step } from '../../../portfolios/reconcile/steps';
import { planVersions } from '../../../portfolios/reconcile/versions';
import type { AwsTarget } from '../../aws/aws-target';
import { type ApplyOptions, applySteps } from './apply';
import { hideUnused, type UsedVersion } from './hide-versions';
import { readHub } from './hub';

/** Declaration that the hub is brought to, and how far. */
export interface ReconcileRequest {
  readonly settings: CatalogSettings;
  readonly offers: readonly Offer[];
  /** Whether shares that aren't declared are ended. @default false */
  readonly prune?: boolean;
}

/** Steps that are left once the hub is deployed, and the way to do them. */
export interface Reconciliation {
  readonly steps: readonly Step[];
  /** Retired versions that stay deprecated, since something runs them. */
  readonly used: readonly UsedVersion[];
  /** Shares that nobody declares, and that stay. */
  readonly undeclared: readonly ShareStep[];
  /** Does the steps; after any failure plan anew. */
  apply(onStep?: ApplyOptions['onStep']): Promise<void>;
}

/** Calls that AWS throttles are made again this often, each time after a longer and random pause. */
const ATTEMPTS = 12;

/** Compares the hub in the target's account and region with what the project declares. Changes nothing. */
export async function planReconciliation(
  target: AwsTarget,
  { settings, offers, prune = false }: ReconcileRequest,
): Promise<Reconciliation> {
  const serviceCatalog = await target.serviceCatalog({ maxAttempts: ATTEMPTS });
  const cloudFormation = await target.cloudFormation({ maxAttempts: ATTEMPTS });
  const hub = await readHub({ serviceCatalog, cloudFormation });
  const { steps: shares, undeclared } = planShares(settings, hub.portfolios, prune);
  const { steps: versions, used } = await hideUnused(target, offers, planVersions(offers, hub.products));
  const steps = [...versions, ...shares];
  const pauseMs = target.isLocal ? 20 : 5000;
  return { steps, used, undeclared, apply: (onStep) => applySteps(serviceCatalog, steps, { onStep, pauseMs }) };
}
