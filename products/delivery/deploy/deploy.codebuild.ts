import type { RecordDetail } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../../catalog/errors';
import type { AwsCall } from './aws-calls.codebuild';
import type { TierChange } from './deployment.codebuild';
import { failureReason } from './failure-reason.codebuild';
import { prepareUpdate } from './provisioned-tier.codebuild';
import { throughEnvironment } from './through-environment.codebuild';
import { changeText, losses, planUpdate } from './tier-plan.codebuild';

/** Environment and mode of a deployment, what it may replace, and the means that it runs with. */
export interface DeploymentContext {
  /** Name of the environment whose tiers are changed: those named `<environment>-<tier>`. */
  readonly environment: string;
  /** `plan` shows what would change; `deploy` does it. */
  readonly mode: 'plan' | 'deploy';
  /** Whether what holds data may be replaced or removed. */
  readonly allowReplacement: boolean;
  readonly call: AwsCall;
  /** Takes one line for people. */
  readonly print: (line: string) => void;
  /** Waits between two looks at something under way. */
  readonly pause: () => Promise<void>;
  /** A text that no other deployment has. */
  readonly newToken: () => string;
}

/**
 * Changes an environment's tiers one after the other, through Service Catalog: plan, look, execute. Stops at the first
 * tier that fails, and before one that would lose data. Tiers that the environment product launched are changed by it.
 *
 * @throws `CatalogError` `would-lose-data`, `update-failed`, `decided-by-environment`, and what `prepareUpdate` and `planUpdate` throw
 */
export async function deploy(changes: readonly TierChange[], settings: DeploymentContext): Promise<void> {
  if (changes.length === 0) settings.print('The deployment names no tier: nothing to do.');
  for (const change of await throughEnvironment(settings.call, settings.environment, changes)) {
    await deployTier(change, settings);
  }
}

async function deployTier(change: TierChange, settings: DeploymentContext): Promise<void> {
  const { call, environment, mode, pause, print } = settings;
  const { update, changesVersion, stackId } = await prepareUpdate(call, environment, change, pause);
  const { ProvisionedProductName: name } = update;
  const token = settings.newToken();
  const plan = await planUpdate(call, update, token, pause);
  const resources = plan?.changes ?? [];
  print(`${name}: ${resources.length === 0 ? 'no resource changes' : `${resources.length} resources change`}`);
  for (const resource of resources) print(`  ${changeText(resource)}`);

  const lost = settings.allowReplacement ? [] : losses(resources);
  if (plan && (mode === 'plan' || lost.length > 0)) await call('DeleteProvisionedProductPlan', { PlanId: plan.id });
  if (lost.length > 0) {
    throw new CatalogError(
      'would-lose-data',
      `${name}: ${lost.map(({ LogicalResourceId }) => LogicalResourceId).join(', ')} would be removed or replaced, with ` +
        'the data inside. Update the delivery product with AllowReplacement yes if that is wanted.',
    );
  }
  if (mode === 'plan') return;
  if (plan) {
    const executed = await call('ExecuteProvisionedProductPlan', { PlanId: plan.id, IdempotencyToken: token });
    await finished(executed.RecordDetail, stackId, settings);
  } else if (changesVersion) {
    // A plan without changes can't be executed, and still the product is to say which version it is.
    const updated = await call('UpdateProvisionedProduct', { ...update, UpdateToken: token });
    await finished(updated.RecordDetail, stackId, settings);
  }
}

/** Waits for the end of what was begun. https://docs.aws.amazon.com/servicecatalog/latest/dg/API_RecordDetail.html */
async function finished(
  begun: RecordDetail | undefined,
  stackId: string,
  { call, pause, print }: DeploymentContext,
): Promise<void> {
  for (;;) {
    const { RecordDetail: record } = await call('DescribeRecord', { Id: begun?.RecordId });
    if (record?.Status === 'SUCCEEDED') return print(`${record.ProvisionedProductName}: done`);
    if (record?.Status === 'FAILED') {
      const errors = (record.RecordErrors ?? []).map(({ Code, Description }) => Description ?? Code);
      const reasons = [...errors, await failureReason(call, stackId)].filter((reason) => reason !== undefined);
      throw new CatalogError('update-failed', `${record.ProvisionedProductName}: ${reasons.join(' ')}`);
    }
    await pause();
  }
}
