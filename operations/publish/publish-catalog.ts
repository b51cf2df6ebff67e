import { join } from 'node:path';
import { CatalogError } from '../../catalog/errors';
import type { CatalogSettings } from '../../portfolios/context';
import { loadOffers } from '../../portfolios/offers/offers';
import { type PublishPlace, publishCommand } from '../../portfolios/publish';
import { startProgress } from '../../scripts/terminal/progress';
import type { Shell } from '../../scripts/terminal/shell';
import type { AwsTarget } from '../aws/aws-target';
import { allProducts } from '../project/choose-product';
import { planReconciliation, type Reconciliation } from './reconcile/reconcile';
import { cdkProgress, runCdk } from './run-cdk';

/** What is published in one region. */
export interface PublishRequest extends Pick<PublishPlace, 'region'> {
  /** @default - those of the home region */
  readonly stacks?: PublishPlace['stacks'];
  readonly settings: CatalogSettings;
  /** The settings as they were given on the command line, if they were. */
  readonly context?: string;
  readonly profile?: string;
  /** Whether nothing is changed. @default false */
  readonly plan?: boolean;
  /** Whether shares that aren't declared are ended. @default false */
  readonly prune?: boolean;
  /** @default - the CDK's own */
  readonly output?: string;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** How far publishing has come. */
export interface Deployment extends Pick<Reconciliation, 'steps' | 'undeclared' | 'apply'> {
  /** All that the CDK CLI printed. */
  readonly output: string;
}

/**
 * Deploys the stacks of a region with the CDK CLI (or shows what it would change), and finds out what is left to do.
 *
 * @throws `CatalogError` `publish-failed`, after the CDK CLI's output; the signal's reason when it was stopped
 */
export async function deployCatalog(
  shell: Shell,
  target: AwsTarget,
  { settings, context, prune, signal, ...request }: PublishRequest,
): Promise<Deployment> {
  const command = publishCommand({ ...request, projectFolder: shell.root, endpoint: target.endpoint, context });
  const progress = startProgress(shell);
  progress.update(`Publishing in ${request.region}`);
  const onLine = (line: string) => {
    const text = cdkProgress(line);
    if (text !== undefined) progress.update(text);
  };
  const run = runCdk(command, target.environment, onLine, signal);
  const { code, output } = await run.finally(() => progress.stop());
  signal?.throwIfAborted();
  if (code !== 0) {
    shell.stderr.write(output);
    throw new CatalogError(
      'publish-failed',
      `The catalog could not be published in ${request.region}: the CDK CLI ended with ${code}; its output is above.`,
    );
  }
  const offers = loadOffers(join(shell.root, 'products'), await allProducts());
  return { output, ...(await planReconciliation(target, { settings, offers, prune })) };
}
