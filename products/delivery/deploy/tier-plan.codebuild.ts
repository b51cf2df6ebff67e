import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../../catalog/errors';
import type { AwsCall } from './aws-calls.codebuild';
import type { TierUpdate } from './provisioned-tier.codebuild';
import { STATEFUL_TYPES } from './stateful-types.codebuild';

/** A plan that Service Catalog has worked out; `undefined` stands for one that would change nothing. */
export interface TierPlan {
  readonly id: string | undefined;
  readonly changes: readonly ResourceChange[];
}

/** Number of times that a plan is asked for while another one stands in its way; with two seconds between, for ten minutes. */
const ATTEMPTS = 300;

/** CloudFormation's words for a change set without changes, which is a failed one. */
const NOTHING = /didn't contain changes|No updates are to be performed/;

/**
 * Has Service Catalog work out what an update would do.
 *
 * @throws `CatalogError` `plan-failed` with AWS's reason
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateProvisionedProductPlan.html
 */
export async function planUpdate(
  call: AwsCall,
  update: TierUpdate,
  token: string,
  pause: () => Promise<void>,
): Promise<TierPlan | undefined> {
  const id = await createPlan(call, update, token, pause);
  for (;;) {
    const { ProvisionedProductPlanDetails: plan } = await call('DescribeProvisionedProductPlan', { PlanId: id });
    if (plan?.Status === 'CREATE_SUCCESS') return { id, changes: await changesOf(call, id) };
    if (plan?.Status !== 'CREATE_IN_PROGRESS') {
      await call('DeleteProvisionedProductPlan', { PlanId: id });
      const reason = plan?.StatusMessage ?? `its plan is ${plan?.Status}`;
      if (NOTHING.test(reason)) return undefined;
      throw new CatalogError('plan-failed', `${update.ProvisionedProductName}: ${reason}`);
    }
    await pause();
  }
}

/** A product has one plan at a time: the other pipeline's is gone in a moment. */
async function createPlan(call: AwsCall, update: TierUpdate, token: string, pause: () => Promise<void>) {
  const request = {
    PlanName: `deploy-${token}`,
    PlanType: 'CLOUDFORMATION',
    IdempotencyToken: token,
    ...update,
  } as const;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await call('CreateProvisionedProductPlan', request)).PlanId;
    } catch (error) {
      if (attempt === ATTEMPTS || !String(error).includes('InvalidStateException')) throw error;
    }
    await pause();
  }
}

async function changesOf(call: AwsCall, id: string | undefined): Promise<ResourceChange[]> {
  const changes: ResourceChange[] = [];
  for (let token: string | undefined; ; ) {
    const answer = await call('DescribeProvisionedProductPlan', { PlanId: id, PageToken: token });
    changes.push(...(answer.ResourceChanges ?? []));
    token = answer.NextPageToken;
    if (token === undefined) return changes;
  }
}

/** A tier of an environment: with it goes whatever it holds. Spelled out, since the script's bytes are released. */
const LAUNCHED_TIER = 'AWS::ServiceCatalog::CloudFormationProvisionedProduct';

/**
 * The changes that would lose data: something stateful that is removed, or replaced, certainly or perhaps. Other
 * resources may be replaced: every new image is a new task definition.
 */
export function losses(changes: readonly ResourceChange[]): ResourceChange[] {
  return changes.filter(
    ({ Action, Replacement, ResourceType = '' }) =>
      (Object.hasOwn(STATEFUL_TYPES, ResourceType) || ResourceType === LAUNCHED_TIER) &&
      (Action === 'REMOVE' || Replacement === 'TRUE' || Replacement === 'CONDITIONAL'),
  );
}

/** One change for people: `MODIFY  WebService (AWS::ECS::Service)`, and whether it is a replacement. */
export function changeText({ Action, LogicalResourceId, ResourceType, Replacement }: ResourceChange): string {
  const replaced = { TRUE: ', replaced', CONDITIONAL: ', perhaps replaced', FALSE: '' }[Replacement ?? 'FALSE'];
  return `${Action} ${LogicalResourceId} (${ResourceType})${replaced}`;
}
