import { randomUUID } from 'node:crypto';
import { DetailedError, type Remedy } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { executePlan } from '../aws/aws-plan';
import type { AwsTarget } from '../aws/aws-target';
import { lookUpProvisionedProduct } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { HIDDEN_VALUE } from '../running/hidden-value';
import { runningStack } from '../running/running-stack';
import { stackFailure } from '../running/stack-failure';
import { withAllowedReplacements } from '../running/stack-protection';
import { stackResources } from '../running/stack-resources';
import { type EndedRecord, waitForRecord } from '../running/wait-for-record';
import { allowedReplacements } from './gate';
import type { ProductUpdate } from './judge-product';
import type { UpdateStep } from './plan-step';
import type { RunningProduct } from './running-product';

/** Update that was carried out, or begun. */
export interface EndedUpdate {
  readonly name: string;
  readonly version: string;
  readonly record: string;
  /** `UNDER_CHANGE` for one that wasn't waited for. */
  readonly status: string;
  /**
   * Way back to the answers before, which nobody keeps but this, or by releases in between; absent where neither is needed.
   */
  readonly takeBack?: Remedy;
}

/** Options of carrying an update out. */
export interface StepOptions {
  /** Whether the end is waited for. @default true */
  readonly wait?: boolean;
}

/**
 * Carries a planned update out, with the guard lifted for just what was named, and waits for the end.
 *
 * @throws `CatalogError` `update-failed`, with what AWS says and did; `protection-not-restored`; the signal's reason when it
 * was stopped: what AWS was asked for goes on
 */
export async function carryOutStep(
  context: OperationContext,
  step: UpdateStep,
  { wait = true }: StepOptions,
): Promise<EndedUpdate> {
  const { target } = context;
  const { change, choice } = step.request;
  const { name } = change.running;
  const back = takeBack(step);
  if (!wait) {
    return { name, version: choice.version, record: await begin(target, step), status: 'UNDER_CHANGE', ...back };
  }
  const ended = await withAllowedReplacements(context, allowedReplacements(step.products), async () =>
    waitForRecord(context, await begin(target, step), { changes: changesOf(step) }, context.signal),
  );
  const [own] = step.products;
  return { ...(await updateEnd(target, { ...change.running, oneWay: own.oneWay }, choice.version, ended)), ...back };
}

/** Product that was updated, as it ran before. */
export interface UpdatedProduct
  extends Pick<RunningProduct, 'name' | 'version' | 'stackId'>,
    Pick<ProductUpdate, 'oneWay'> {}

/**
 * End of an update whose record has ended.
 *
 * @param version that it was to bring
 * @throws `CatalogError` `update-failed`
 */
export async function updateEnd(
  target: AwsTarget,
  updated: UpdatedProduct,
  version: string,
  ended: EndedRecord,
): Promise<EndedUpdate> {
  const { name } = updated;
  const found = await lookUpProvisionedProduct(await target.serviceCatalog(), name);
  const status = found?.Status ?? 'gone';
  if (ended.succeeded && status === 'AVAILABLE') {
    return { name, version, record: ended.record.RecordId ?? '', status };
  }
  throw await failure(target, updated, status, ended.errors);
}

/** Numbers of resources that AWS plans to change, of each tier by its logical id. */
function changesOf({ products }: UpdateStep): ReadonlyMap<string | undefined, number> {
  return new Map(
    products.map(({ tier, resources }) => [tier, resources.filter(({ aws }) => aws !== undefined).length]),
  );
}

/** The verb that brings an update's answers back, with its version where that changes too. */
function takeBack({ request: { choice, change }, products: [own] }: UpdateStep): Pick<EndedUpdate, 'takeBack'> {
  const { name, version } = change.running;
  const parameter = own.answers
    .filter(({ before }) => before !== HIDDEN_VALUE)
    .map(({ name: key, before }) => `${key}=${before}`);
  if (parameter.length === 0) return {};
  const again: Remedy =
    choice.direction === 'same'
      ? { do: 'verb', verb: 'upgrade', operands: [name], options: { to: version, parameter } }
      : { do: 'verb', verb: 'rollback', operands: [name], options: { parameter } };
  return { takeBack: again };
}

async function failure(
  target: AwsTarget,
  { name, version, stackId, oneWay }: UpdatedProduct,
  status: string,
  errors: readonly string[],
): Promise<CatalogError> {
  const [reason, stack] = await Promise.all([stackFailure(target, stackId), runningStack(target, stackId)]);
  const why = [reason, ...errors].filter((text) => text !== undefined).join(' ') || 'AWS gives no reason.';
  const came =
    status === 'TAINTED'
      ? `AWS rolled the update back, and ${name} runs ${version} as before (TAINTED)`
      : `the update failed, and ${name} is ${status}`;
  if (stack?.status !== 'UPDATE_ROLLBACK_FAILED') return new CatalogError('update-failed', `${came}: ${why}`);
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html
  const skipped = await failedOneWay(target, stackId, oneWay);
  const skipping = skipped.length > 0 ? ` --resources-to-skip ${skipped.join(' ')}` : '';
  const command = `aws cloudformation continue-update-rollback --stack-name ${stackId}${skipping}`;
  return new DetailedError('update-failed', `${came}: ${why} The rollback itself failed too.`, {
    remedies: [{ do: 'aws', command, label: 'Once its reason is mended, nothing is lost by' }],
  });
}

/** Logical ids of what was known to have no way back and failed to go back: the rollback passes only without them. */
async function failedOneWay(
  target: AwsTarget,
  stackId: string,
  oneWay: ProductUpdate['oneWay'] = [],
): Promise<string[]> {
  const resources = oneWay.length > 0 ? await stackResources(target, stackId) : [];
  return oneWay.flatMap(({ logicalId }) => {
    const found = resources.find(({ LogicalResourceId }) => LogicalResourceId === logicalId);
    return logicalId !== undefined && found?.ResourceStatus === 'UPDATE_FAILED' ? [logicalId] : [];
  });
}

/** Begins the update: by AWS's plan, or, where AWS has nothing to change in the stack, by naming the version. */
async function begin(target: AwsTarget, { request: { choice, change }, plan }: UpdateStep): Promise<string> {
  if (typeof plan !== 'string') return executePlan(target, plan.id);
  const { id, productId, pathId } = change.running;
  const serviceCatalog = await target.serviceCatalog();
  const { RecordDetail } = await serviceCatalog.updateProvisionedProduct({
    ProvisionedProductId: id,
    ProductId: productId,
    ProvisioningArtifactId: choice.artifactId,
    PathId: pathId,
    ProvisioningParameters: [...change.parameters],
    UpdateToken: randomUUID(),
  });
  return RecordDetail?.RecordId ?? '';
}
