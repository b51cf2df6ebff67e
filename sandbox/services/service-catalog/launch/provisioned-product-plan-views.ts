import type {
  ChangeAction,
  Replacement,
  RequiresRecreation,
  ResourceAttribute,
  ResourceChange,
} from '@aws-sdk/client-service-catalog';
import type { ResourceChange as StackChange } from '../../../../catalog/template';
import { pageOf, pageOfRows } from '../../../kernel/page';
import { changeSetAt, stackResources } from '../../cloudformation';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { pageRequest } from '../page-request';
import { notFound } from '../refusals';
import { tagList } from '../tags';
import { accessLevel } from './access-level';
import { type PlanRow, plans } from './state';

/**
 * A plan of the account.
 *
 * @throws AwsError `ResourceNotFoundException`.
 */
export function ownPlan({ db, accountId, region }: CatalogCall, id: string | undefined): PlanRow {
  const plan = db.get(plans, [accountId, region, id ?? '']);
  if (!plan) throw notFound(`Provisioned product plan ${id} not found.`);
  return plan;
}

/** A plan with what its change set has come to meanwhile. */
export function livePlan(call: CatalogCall, plan: PlanRow): PlanRow {
  if (plan.status !== 'CREATE_IN_PROGRESS' || plan.changeSetId === undefined) return plan;
  const changeSet = changeSetAt(call.db, call, plan.changeSetId, undefined);
  if (!changeSet) return { ...plan, status: 'CREATE_FAILED', statusMessage: 'The change set was deleted.' };
  if (changeSet.status === 'CREATE_COMPLETE') return { ...plan, status: 'CREATE_SUCCESS' };
  if (changeSet.status !== 'FAILED') return plan;
  return { ...plan, status: 'CREATE_FAILED', statusMessage: changeSet.statusReason };
}

/** Operations that show plans. */
export const provisionedProductPlanViewOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProvisionedProductPlan.html */
  DescribeProvisionedProductPlan(input, call) {
    const plan = livePlan(call, ownPlan(call, input.PlanId));
    const changes = plannedChanges(call, plan);
    const { items, next } = pageOf(
      changes,
      ({ LogicalResourceId = '' }) => LogicalResourceId,
      pageRequest(input, 'DescribeProvisionedProductPlan'),
    );
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
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListProvisionedProductPlans.html */
  ListProvisionedProductPlans(input, call) {
    const level = accessLevel(call, input.AccessLevelFilter, 'User');
    const wanted = input.ProvisionProductId;
    const { items, next } = pageOfRows(
      call.db,
      plans,
      [call.accountId, call.region],
      pageRequest(input, 'ListProvisionedProductPlans'),
      ({ value }) => level(value) && (wanted === undefined || value.provisionedProductId === wanted),
    );
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
  },
} satisfies CatalogOperations;

function plannedChanges(call: CatalogCall, { changeSetId }: PlanRow): ResourceChange[] {
  const changeSet = changeSetId === undefined ? undefined : changeSetAt(call.db, call, changeSetId, undefined);
  if (!changeSet) return [];
  const physicalIds = new Map(
    stackResources(call.db, changeSet.stackUuid).map(({ logicalId, now }) => [logicalId, now.physicalId]),
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

/** Details of a change in CloudFormation, in Service Catalog's words. */
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
