import { join } from 'node:path';
import { DetailedError } from '../../catalog/detailed-error';
import { loadOffers } from '../../portfolios/offers/offers';
import { type PublishPlace, publishCommand } from '../../portfolios/publish';
import type { StandingShares } from '../../portfolios/reconcile/standing-shares';
import type { OperationContext } from '../context';
import { allProducts } from '../project/choose-product';
import { cdkEvents } from './cdk-events';
import type { PublishWish } from './publish-wish';
import { planReconciliation, type Reconciliation } from './reconcile/reconcile';
import { runCdk } from './run-cdk';

/** Deployment of a region's stacks, and what is left to do after it. */
export interface Deployment extends Reconciliation {
  readonly region: string;
  /** All that the CDK CLI printed. */
  readonly output: string;
}

/** Region that the catalog was published in, or would be. */
export type PublishedRegion = Pick<Deployment, 'region' | 'output' | 'steps' | 'used' | 'undeclared'>;

/** Region to deploy. */
export interface DeployPlace extends Pick<PublishPlace, 'region'> {
  /** @default - those of the home region */
  readonly stacks?: PublishPlace['stacks'];
}

/** Options of deploying a region. */
export interface DeployOptions {
  /** Whether the CDK CLI shows what it would change, and changes nothing. @default false */
  readonly plan?: boolean;
  /** Shares that stay though nobody declares them. @default - none */
  readonly standing?: StandingShares;
}

/**
 * Deploys the stacks of a region with the CDK CLI (or shows what it would change), and finds out what is left to do.
 *
 * @param context in that region
 * @throws `CatalogError` `publish-failed` with the CDK CLI's output; the signal's reason when it was stopped
 */
export async function deployRegion(
  { project: { root }, target, events, signal }: OperationContext,
  { region, stacks }: DeployPlace,
  { settings, context, profile, output: assembly, prune }: Omit<PublishWish, 'regions'>,
  { plan, standing }: DeployOptions = {},
): Promise<Deployment> {
  const command = publishCommand({
    ...{ projectFolder: root, region, stacks, endpoint: target.endpoint },
    ...{ context, profile, output: assembly, standing, plan },
  });
  events.emit({ type: 'step', subject: region, text: `Publishing in ${region}`, index: 0, of: 0 });
  const onLine = (line: string) => {
    for (const event of cdkEvents(line)) events.emit(event);
  };
  const { code, output } = await runCdk(command, target.environment, onLine, signal);
  signal?.throwIfAborted();
  if (code !== 0) {
    const message = `The catalog could not be published in ${region}: the CDK CLI ended with ${code}.`;
    throw new DetailedError('publish-failed', message, { output });
  }
  const offers = loadOffers(join(root, 'products'), await allProducts());
  return { region, output, ...(await planReconciliation(target, { settings, offers, prune })) };
}
