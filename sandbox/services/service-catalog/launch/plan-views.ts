import type {
  ChangeAction,
  DescribeProvisionedProductPlanInput,
  DescribeProvisionedProductPlanOutput,
  ListProvisionedProductPlansInput,
  ListProvisionedProductPlansOutput,
  Replacement,
  RequiresRecreation,
  ResourceAttribute,
  ResourceChange,
} from '@aws-sdk/client-service-catalog';
import type { ResourceChange as StackChange } from '../../../../catalog/template';
import { changeSetAt, stackResources } from '../../cloudformation/engine';
import { page, tablePage } from '../paging';
import { notFound } from '../refusals';
import type { Actor } from '../state';
import { tagList } from '../tags';
import { accessLevel } from './access-level';
import { type PlanRow, plans } from './state';

/**
 * A plan of the account.
 *
 * @throws AwsError `ResourceNotFoundException`.
 */
export function ownPlan({ db, accountId, region }: Actor, id: string | undefined): PlanRow {
  const plan = db.get(plans, [accountId, region, id ?? '']);
  if (!plan) throw notFound(`Provisioned product plan ${id} not found.`);
  return plan;
}

/** A plan with what its change set has come to meanwhile. */
export function livePlan(actor: Actor, plan: PlanRow): PlanRow {
  if (plan.status !== 'CREATE_IN_PROGRESS' || plan.changeSetId === undefined) return plan;
  const changeSet = changeSetAt(actor.db, actor, plan.changeSetId, undefined);
  if (!changeSet) return { ...plan, status: 'CREATE_FAILED', statusMessage: 'The change set was deleted.' };
  if (changeSet.status === 'CREATE_COMPLETE') return { ...plan, status: 'CREATE_SUCCESS' };
  if (changeSet.status !== 'FAILED') return plan;
  return { ...plan, status: 'CREATE_FAILED', statusMessage: changeSet.statusReason };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProvisionedProductPlan.html */
export function describePlan(
  input: DescribeProvisionedProductPlanInput,
  actor: Actor,
): DescribeProvisionedProductPlanOutput {
  const plan = livePlan(actor, ownPlan(actor, input.PlanId));
  const changes = plannedChanges(actor, plan);
  const { items, next } = page(changes, input, ({ LogicalResourceId = '' }) => LogicalResourceId);
  const { productId, artifactId, pathId, tags, notificationArns } = plan.launched;
  return {
    ProvisionedProductPlanDetails: {
      CreatedTime: plan.created,
      PathId: pathId,
      ProductId: productId,
      PlanName: plan.name,
      PlanId: plan.id,
      ProvisionProductId: plan.provisionedProductId,
      ProvisionProductName: plan.provisionedProductName,
      PlanType: 'CLOUDFORMATION',
      ProvisioningArtifactId: artifactId,
      Status: plan.status,
      UpdatedTime: plan.updated,
      NotificationArns: [...notificationArns],
      ProvisioningParameters: [...plan.parameters],
      Tags: tagList(tags),
      StatusMessage: plan.statusMessage,
    },
    ResourceChanges: items,
    NextPageToken: next,
  };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListProvisionedProductPlans.html */
export function listPlans(input: ListProvisionedProductPlansInput, actor: Actor): ListProvisionedProductPlansOutput {
  const level = accessLevel(actor, input.AccessLevelFilter, 'User');
  const wanted = input.ProvisionProductId;
  const { items, next } = tablePage(actor.db, plans, [actor.accountId, actor.region], input, {
    accepts: ({ value }) => level(value) && (wanted === undefined || value.provisionedProductId === wanted),
  });
  return {
    ProvisionedProductPlans: items.map(({ value: plan }) => ({
      PlanName: plan.name,
      PlanId: plan.id,
      ProvisionProductId: plan.provisionedProductId,
      ProvisionProductName: plan.provisionedProductName,
      PlanType: 'CLOUDFORMATION',
      ProvisioningArtifactId: plan.launched.artifactId,
    })),
    NextPageToken: next,
  };
}

function plannedChanges(actor: Actor, { changeSetId }: PlanRow): ResourceChange[] {
  const changeSet = changeSetId === undefined ? undefined : changeSetAt(actor.db, actor, changeSetId, undefined);
  if (!changeSet) return [];
  const physicalIds = new Map(
    stackResources(actor.db, changeSet.stackUuid).map(({ logicalId, now }) => [logicalId, now.physicalId]),
  );
  return changeSet.changes.map((change) => resourceChange(change, physicalIds.get(change.LogicalResourceId)));
}

const ACTIONS: Readonly<Record<StackChange['Action'], ChangeAction>> = {
  Add: 'ADD',
  Modify: 'MODIFY',
  Dynamic: 'MODIFY',
  Remove: 'REMOVE',
};

const REPLACEMENTS: Readonly<Record<NonNullable<StackChange['Replacement']>, Replacement>> = {
  True: 'TRUE',
  False: 'FALSE',
  Conditional: 'CONDITIONAL',
};

const RECREATIONS: Readonly<Record<'Never' | 'Conditionally' | 'Always', RequiresRecreation>> = {
  Never: 'NEVER',
  Conditionally: 'CONDITIONALLY',
  Always: 'ALWAYS',
};

/** Service Catalog has no word for `UpdateReplacePolicy`. */
const ATTRIBUTES: Readonly<Partial<Record<StackChange['Scope'][number], ResourceAttribute>>> = {
  Properties: 'PROPERTIES',
  Metadata: 'METADATA',
  CreationPolicy: 'CREATIONPOLICY',
  UpdatePolicy: 'UPDATEPOLICY',
  DeletionPolicy: 'DELETIONPOLICY',
  Tags: 'TAGS',
};

/** What CloudFormation says of a change, in Service Catalog's words. */
function resourceChange(change: StackChange, physicalId: string | undefined): ResourceChange {
  const { Action, LogicalResourceId, ResourceType, Replacement, Scope, Details } = change;
  return {
    Action: ACTIONS[Action],
    LogicalResourceId,
    PhysicalResourceId: physicalId,
    ResourceType,
    Replacement: Replacement && REPLACEMENTS[Replacement],
    Scope: Scope.flatMap((attribute) => ATTRIBUTES[attribute] ?? []),
    Details: Details.map(({ Target, Evaluation, CausingEntity }) => ({
      Target: {
        Attribute: ATTRIBUTES[Target.Attribute],
        Name: Target.Name,
        RequiresRecreation: Target.RequiresRecreation && RECREATIONS[Target.RequiresRecreation],
      },
      Evaluation: Evaluation === 'Static' ? 'STATIC' : 'DYNAMIC',
      CausingEntity,
    })),
  };
}
