import { randomUUID } from 'node:crypto';
import type { ResourceChange, ServiceCatalog, Tag, UpdateProvisioningParameter } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../catalog/errors';
import type { AwsTarget } from '../aws/aws-target';
import { pages } from '../aws/pages';

/** What AWS is asked to plan: a launch, or the update of what has that name already. */
export interface PlanRequest {
  /** Of the provisioned product. */
  readonly name: string;
  /** Of the provisioned product where there is one already: a plan that was left on it is in the way. */
  readonly id: string | undefined;
  readonly productId: string;
  readonly artifactId: string;
  readonly pathId: string | undefined;
  readonly parameters: readonly UpdateProvisioningParameter[];
  /** @default - those of the provisioned product stay */
  readonly tags?: readonly Tag[];
}

/** A plan that AWS has made. */
export interface ProvisioningPlan {
  /** Undefined when AWS has nothing to change, and so made none. */
  readonly id: string | undefined;
  readonly changes: readonly ResourceChange[];
}

/** Names of our plans begin with it, so that one left by a run that was killed is known. */
const PREFIX = 'catalog-';

/** Milliseconds between two looks at a plan. */
const LOCAL_PAUSE_MS = 50;
const AWS_PAUSE_MS = 3000;

/** https://github.com/awslabs/aws-service-catalog-puppet/issues/165 */
const UNCHANGED = /didn't contain changes/;

/**
 * Has AWS plan a launch or an update; whoever asks for it executes or deletes it. A plan that an earlier run of ours left
 * on the same provisioned product is deleted, since there can be only one.
 *
 * @throws `CatalogError` `plan-failed` with AWS's reason; `foreign-plan` where somebody else has planned something
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateProvisionedProductPlan.html
 */
export async function createPlan(target: AwsTarget, request: PlanRequest): Promise<ProvisioningPlan> {
  const serviceCatalog = await target.serviceCatalog();
  await clearPlans(serviceCatalog, request);
  const { PlanId: id = '' } = await serviceCatalog.createProvisionedProductPlan({
    PlanName: `${PREFIX}${randomUUID()}`,
    PlanType: 'CLOUDFORMATION',
    ProductId: request.productId,
    ProvisioningArtifactId: request.artifactId,
    PathId: request.pathId,
    ProvisionedProductName: request.name,
    ProvisioningParameters: [...request.parameters],
    Tags: request.tags && [...request.tags],
    IdempotencyToken: randomUUID(),
  });
  try {
    const problem = await waitForPlan(serviceCatalog, id, target.isLocal ? LOCAL_PAUSE_MS : AWS_PAUSE_MS);
    if (problem === undefined) return { id, changes: await plannedChanges(serviceCatalog, id) };
    if (!UNCHANGED.test(problem)) throw new CatalogError('plan-failed', `AWS can't plan this: ${problem}`);
  } catch (error) {
    await deletePlan(target, id);
    throw error;
  }
  await deletePlan(target, id);
  return { id: undefined, changes: [] };
}

/**
 * Carries a plan out.
 *
 * @returns id of the record
 */
export async function executePlan(target: AwsTarget, id: string): Promise<string> {
  const serviceCatalog = await target.serviceCatalog();
  const { RecordDetail } = await serviceCatalog.executeProvisionedProductPlan({
    PlanId: id,
    IdempotencyToken: randomUUID(),
  });
  return RecordDetail?.RecordId ?? '';
}

/** Deletes a plan that is not to be carried out. */
export async function deletePlan(target: AwsTarget, id: string): Promise<void> {
  const serviceCatalog = await target.serviceCatalog();
  await serviceCatalog.deleteProvisionedProductPlan({ PlanId: id });
}

/** Deletes a plan, unless it was carried out. */
export async function discardPlan(target: AwsTarget, id: string): Promise<void> {
  const serviceCatalog = await target.serviceCatalog();
  if (!(await wasCarriedOut(serviceCatalog, id))) await deletePlan(target, id);
}

async function wasCarriedOut(serviceCatalog: ServiceCatalog, PlanId: string): Promise<boolean> {
  const { ProvisionedProductPlanDetails: plan } = await serviceCatalog.describeProvisionedProductPlan({ PlanId });
  return plan?.Status?.startsWith('EXECUTE_') ?? false;
}

async function clearPlans(serviceCatalog: ServiceCatalog, { id, name }: PlanRequest): Promise<void> {
  if (id === undefined) return;
  const left = await pages(
    (PageToken) =>
      serviceCatalog.listProvisionedProductPlans({
        ProvisionProductId: id,
        AccessLevelFilter: { Key: 'Account', Value: 'self' },
        PageToken,
      }),
    'ProvisionedProductPlans',
  );
  for (const { PlanId = '', PlanName } of left) {
    // One that was carried out makes room by itself.
    if (await wasCarriedOut(serviceCatalog, PlanId)) continue;
    if (!PlanName?.startsWith(PREFIX)) {
      throw new CatalogError(
        'foreign-plan',
        `${name} has the plan ${PlanName}, which somebody else has made, and can have only one; execute it, or delete it: ` +
          `aws servicecatalog delete-provisioned-product-plan --plan-id ${PlanId}`,
      );
    }
    await serviceCatalog.deleteProvisionedProductPlan({ PlanId });
  }
}

/** Waits until a plan is there; answers with AWS's reason when it can't be made. */
async function waitForPlan(
  serviceCatalog: ServiceCatalog,
  PlanId: string,
  pauseMs: number,
): Promise<string | undefined> {
  for (;;) {
    const { ProvisionedProductPlanDetails: plan } = await serviceCatalog.describeProvisionedProductPlan({ PlanId });
    if (plan?.Status === 'CREATE_SUCCESS') return undefined;
    if (plan?.Status !== 'CREATE_IN_PROGRESS') return plan?.StatusMessage ?? plan?.Status ?? 'it gives no reason.';
    await new Promise((done) => setTimeout(done, pauseMs));
  }
}

function plannedChanges(serviceCatalog: ServiceCatalog, PlanId: string): Promise<ResourceChange[]> {
  return pages((PageToken) => serviceCatalog.describeProvisionedProductPlan({ PlanId, PageToken }), 'ResourceChanges');
}
