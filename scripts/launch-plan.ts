import { randomUUID } from 'node:crypto';
import type { ResourceChange, ServiceCatalog, UpdateProvisioningParameter } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../catalog/errors';
import type { AwsTarget } from './aws-target';
import { pages } from './pages';
import type { PreparedLaunch } from './prepare-launch';

/** What a plan would do, by what happens to the resources. */
export interface PlannedChanges {
  readonly created: readonly ResourceChange[];
  /** In place. */
  readonly changed: readonly ResourceChange[];
  /** Certainly or possibly; `Replacement` says which. */
  readonly replaced: readonly ResourceChange[];
  readonly removed: readonly ResourceChange[];
}

/** Milliseconds between two looks at a plan. */
const LOCAL_PAUSE_MS = 200;
const AWS_PAUSE_MS = 3000;

/**
 * Asks Service Catalog what a launch would do, through a plan that is deleted again. Where something of this name is
 * launched already, the plan is for updating it.
 *
 * @param name of the provisioned product
 * @throws `CatalogError` `plan-failed` with AWS's reason
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateProvisionedProductPlan.html
 */
export async function planLaunch(target: AwsTarget, name: string, launch: PreparedLaunch): Promise<PlannedChanges> {
  const serviceCatalog = await target.serviceCatalog();
  const { PlanId } = await serviceCatalog.createProvisionedProductPlan({
    PlanName: `catalog-${randomUUID()}`,
    PlanType: 'CLOUDFORMATION',
    ProductId: launch.productId,
    ProvisioningArtifactId: launch.artifactId,
    PathId: launch.pathId,
    ProvisionedProductName: name,
    ProvisioningParameters: launch.parameters.map(({ Key, Value }): UpdateProvisioningParameter => ({ Key, Value })),
    Tags: [...launch.tags],
    IdempotencyToken: randomUUID(),
  });
  try {
    await waitForPlan(serviceCatalog, PlanId, target.isLocal ? LOCAL_PAUSE_MS : AWS_PAUSE_MS);
    return sortChanges(
      await pages(
        (PageToken) => serviceCatalog.describeProvisionedProductPlan({ PlanId, PageToken }),
        'ResourceChanges',
      ),
    );
  } finally {
    await serviceCatalog.deleteProvisionedProductPlan({ PlanId });
  }
}

async function waitForPlan(serviceCatalog: ServiceCatalog, planId: string | undefined, pauseMs: number): Promise<void> {
  for (;;) {
    const { ProvisionedProductPlanDetails: plan } = await serviceCatalog.describeProvisionedProductPlan({
      PlanId: planId,
    });
    if (plan?.Status === 'CREATE_SUCCESS') return;
    if (plan?.Status !== 'CREATE_IN_PROGRESS') {
      throw new CatalogError('plan-failed', `AWS can't plan this: ${plan?.StatusMessage ?? plan?.Status}`);
    }
    await new Promise((done) => setTimeout(done, pauseMs));
  }
}

/** Sorts a plan's resource changes by what happens. */
export function sortChanges(changes: readonly ResourceChange[]): PlannedChanges {
  const replaces = ({ Replacement }: ResourceChange) => Replacement === 'TRUE' || Replacement === 'CONDITIONAL';
  const modified = changes.filter(({ Action }) => Action === 'MODIFY');
  return {
    created: changes.filter(({ Action }) => Action === 'ADD'),
    changed: modified.filter((change) => !replaces(change)),
    replaced: modified.filter(replaces),
    removed: changes.filter(({ Action }) => Action === 'REMOVE'),
  };
}

/** A plan for people: what is gravest last, where it is read. */
export function planText(plan: PlannedChanges): string {
  const section = (title: string, changes: readonly ResourceChange[]) =>
    changes.length === 0 ? [] : [`${title} (${changes.length}):`, ...changes.map(changeText)];
  const lines = [
    ...section('Created', plan.created),
    ...section('Changed in place', plan.changed),
    ...section('Replaced', plan.replaced),
    ...section('Removed', plan.removed),
  ];
  return lines.length === 0 ? 'Nothing would change.' : lines.join('\n');
}

function changeText({ LogicalResourceId, ResourceType, Replacement, Details }: ResourceChange): string {
  const properties = [...new Set((Details ?? []).flatMap(({ Target }) => Target?.Name ?? []))];
  const because = properties.length > 0 ? `: ${properties.join(', ')}` : '';
  return `  ${LogicalResourceId} (${ResourceType})${because}${Replacement === 'CONDITIONAL' ? ', perhaps' : ''}`;
}
