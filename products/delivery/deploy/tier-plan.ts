import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../../catalog/errors';
import { STATEFUL_TYPES } from '../../../catalog/template/stateful-types';
import type { AwsCall } from './aws-calls';
import type { TierUpdate } from './provisioned-tier';

/** A plan that Service Catalog has worked out; `undefined` stands for one that would change nothing. */
export interface TierPlan {
  readonly id: string;
  readonly changes: readonly ResourceChange[];
}

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
  const { PlanId: id } = await call('CreateProvisionedProductPlan', {
    PlanName: `deploy-${token}`,
    PlanType: 'CLOUDFORMATION',
    IdempotencyToken: token,
    ...update,
  });
  if (id === undefined) throw new CatalogError('plan-failed', `${update.ProvisionedProductName}: AWS gave no plan.`);
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

async function changesOf(call: AwsCall, id: string): Promise<ResourceChange[]> {
  const changes: ResourceChange[] = [];
  for (let token: string | undefined; ; ) {
    const answer = await call('DescribeProvisionedProductPlan', { PlanId: id, PageToken: token });
    changes.push(...(answer.ResourceChanges ?? []));
    token = answer.NextPageToken;
    if (token === undefined) return changes;
  }
}

/**
 * The changes that would lose data: something stateful that is removed, or replaced, certainly or perhaps. Other
 * resources may be replaced: every new image is a new task definition.
 */
export function losses(changes: readonly ResourceChange[]): ResourceChange[] {
  return changes.filter(
    ({ Action, Replacement, ResourceType = '' }) =>
      Object.hasOwn(STATEFUL_TYPES, ResourceType) &&
      (Action === 'REMOVE' || Replacement === 'TRUE' || Replacement === 'CONDITIONAL'),
  );
}

/** One change for people: `MODIFY  WebService (AWS::ECS::Service)`, and whether it is a replacement. */
export function changeText({ Action, LogicalResourceId, ResourceType, Replacement }: ResourceChange): string {
  const replaced = { TRUE: ', replaced', CONDITIONAL: ', perhaps replaced', FALSE: '' }[Replacement ?? 'FALSE'];
  return `${Action} ${LogicalResourceId} (${ResourceType})${replaced}`;
}
