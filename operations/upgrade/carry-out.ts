import { randomUUID } from 'node:crypto';
import { CatalogError } from '../../catalog/errors';
import { showEvents } from '../../scripts/terminal/show-events';
import { lookUpProvisionedProduct } from '../aws/provisioned-product';
import { waitForRecord } from '../aws/wait-for-record';
import { executePlan } from '../launch/provisioning-plan';
import { runningStack } from '../running/running-stack';
import { stackFailure } from '../running/stack-failure';
import { withAllowedReplacements } from '../running/stack-protection';
import { allowedReplacements } from './gate';
import type { Session } from './session';
import type { PlannedUpdate } from './update-plan';

/** What became of an update. */
export interface EndedUpdate {
  readonly name: string;
  readonly version: string;
  readonly record: string;
  /** `UNDER_CHANGE` for one that wasn't waited for. */
  readonly status: string;
}

/**
 * Carries a planned update out, with the guard lifted for just what was named, and waits for the end.
 *
 * @throws `CatalogError` `update-failed`, with what AWS says and did
 */
export async function carryOut(session: Session, update: PlannedUpdate, wait: boolean): Promise<EndedUpdate> {
  const { running, choice } = update.wanted;
  const { name } = running;
  if (!wait) return { name, version: choice.version, record: await begin(session, update), status: 'UNDER_CHANGE' };
  const { target, shell } = session;
  const events = showEvents(shell, target.isLocal);
  const ended = await withAllowedReplacements(target, allowedReplacements(update.products), async () =>
    waitForRecord({ target, events }, await begin(session, update)),
  ).finally(() => events.stop());
  const found = await lookUpProvisionedProduct(await target.serviceCatalog(), name);
  const status = found?.Status ?? 'gone';
  if (ended.succeeded && status === 'AVAILABLE') {
    return { name, version: choice.version, record: ended.record.RecordId ?? '', status };
  }
  const [failure, stack] = await Promise.all([
    stackFailure(target, running.stackId),
    runningStack(target, running.stackId),
  ]);
  const why = [failure, ...ended.errors].filter((text) => text !== undefined).join(' ') || 'AWS gives no reason.';
  const came =
    status === 'TAINTED'
      ? `AWS rolled the update back, and ${name} runs ${running.version} as before (TAINTED)`
      : `the update failed, and ${name} is ${status}`;
  const stuck = stack?.status === 'UPDATE_ROLLBACK_FAILED' ? ` ${continueRollback(running.stackId)}` : '';
  throw new CatalogError('update-failed', `${came}: ${why}${stuck}`);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html */
function continueRollback(stack: string): string {
  const command = `aws cloudformation continue-update-rollback --stack-name ${stack}`;
  return `The rollback itself failed too; once its reason is mended, nothing is lost by: ${command}`;
}

/** Begins the update: by AWS's plan, or, where AWS has nothing to change in the stack, by naming the version. */
async function begin({ target }: Session, { wanted, parameters, plan }: PlannedUpdate): Promise<string> {
  if (typeof plan !== 'string') return executePlan(target, plan.id);
  const { running, choice } = wanted;
  const serviceCatalog = await target.serviceCatalog();
  const { RecordDetail } = await serviceCatalog.updateProvisionedProduct({
    ProvisionedProductId: running.id,
    ProductId: running.productId,
    ProvisioningArtifactId: choice.artifactId,
    PathId: running.pathId,
    ProvisioningParameters: [...parameters],
    UpdateToken: randomUUID(),
  });
  return RecordDetail?.RecordId ?? '';
}
