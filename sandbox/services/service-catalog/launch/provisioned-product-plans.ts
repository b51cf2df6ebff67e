import type { CreateProvisionedProductPlanInput } from '@aws-sdk/client-service-catalog';
import { AwsError } from '../../../kernel/aws-error';
import { createChangeSet, deleteChangeSet, deleteStack, executeChangeSet } from '../../cloudformation';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { once } from '../idempotency';
import { newId } from '../ids';
import { invalidState } from '../refusals';
import { underChange } from './begin-record';
import { endRecord } from './end-record';
import { LAUNCH_SESSION, launchRoleProblem } from './launch-role';
import { findTarget, usableArtifact } from './launch-target';
import { launchOf, newProvisionedProduct, refuseDeprecated } from './provision-product';
import { livePlan, ownPlan } from './provisioned-product-plan-views';
import { refuseUnpublishable, type StackIntent, stackName, stackRequest } from './provisioned-stack';
import { cloudFormationError } from './record-errors';
import { answerRecord, newRecord } from './records';
import {
  type PlanRow,
  type ProvisionedProductRow,
  planOfProvisionedProduct,
  plans,
  provisionedProductNames,
  provisionedProducts,
  removeProvisionedProduct,
  saveProvisionedProduct,
} from './state';
import { updateOf } from './update-provisioned-product';

/** Operations that create, execute and delete plans. */
export const provisionedProductPlanOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateProvisionedProductPlan.html */
  CreateProvisionedProductPlan(input, call) {
    return once(call, 'CreateProvisionedProductPlan', input, 'IdempotencyToken', () => {
      const { db, accountId, region, now, caller } = call;
      const name = input.ProvisionedProductName ?? '';
      const existing = db.get(provisionedProductNames, [accountId, region, name]);
      const running = existing === undefined ? undefined : db.get(provisionedProducts, [accountId, region, existing]);
      if (running) refuseUnplannable(call, running);
      const intent = running ? updateIntent(call, running, input) : firstIntent(call, name, input);
      const { provisionedProduct, launched } = intent;
      const plan: PlanRow = {
        id: newId('plan'),
        accountId,
        region,
        name: input.PlanName ?? '',
        provisionedProductId: provisionedProduct.id,
        provisionedProductName: name,
        status: 'CREATE_IN_PROGRESS',
        created: now,
        updated: now,
        launched,
        parameters: input.ProvisioningParameters ?? [],
        userArn: caller.roleArn ?? caller.arn,
        userArnSession: caller.arn,
        first: running === undefined,
      };
      const { stackId, ...computed } = withChangeSet(plan, intent, call);
      if (!running) saveProvisionedProduct(db, { ...provisionedProduct, stackId });
      savePlan(call, { ...plan, ...computed });
      return {
        PlanName: plan.name,
        PlanId: plan.id,
        ProvisionProductId: provisionedProduct.id,
        ProvisionedProductName: name,
        ProvisioningArtifactId: launched.artifactId,
      };
    });
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ExecuteProvisionedProductPlan.html */
  ExecuteProvisionedProductPlan(input, call) {
    const { db, accountId, region } = call;
    return answerRecord(call, 'ExecuteProvisionedProductPlan', input, 'IdempotencyToken', () => {
      const plan = livePlan(call, ownPlan(call, input.PlanId));
      const row = db.get(provisionedProducts, [accountId, region, plan.provisionedProductId]);
      if (plan.status !== 'CREATE_SUCCESS' || !row) {
        throw invalidState(`Plan ${plan.id} is in ${plan.status} status and cannot be executed.`);
      }
      if (!plan.first) refuseUnstable(row);
      // It may have been hidden since.
      usableArtifact(call, plan.launched.productId, plan.launched.artifactId);
      const type = plan.first ? 'PROVISION_PRODUCT' : 'UPDATE_PROVISIONED_PRODUCT';
      const record = newRecord(call, type, row, plan.launched, { planId: plan.id });
      const under = underChange(call, row, record);
      savePlan(call, { ...plan, status: 'EXECUTE_IN_PROGRESS', updated: call.now });
      const error = execute(plan, under, call);
      if (error) endRecord(record, under, { error }, call);
      return record;
    });
  },

  /**
   * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeleteProvisionedProductPlan.html: the plan of a product that
   * was never made takes it along.
   */
  DeleteProvisionedProductPlan(input, call) {
    const { db, accountId, region } = call;
    const plan = livePlan(call, ownPlan(call, input.PlanId));
    if (plan.status === 'EXECUTE_IN_PROGRESS') {
      throw invalidState(`Plan ${plan.id} is in ${plan.status} status and cannot be deleted.`);
    }
    const row = db.get(provisionedProducts, [accountId, region, plan.provisionedProductId]);
    if (plan.changeSetId !== undefined) deleteChangeSet({ accountId, region, changeSetName: plan.changeSetId }, call);
    if (row?.status === 'PLAN_IN_PROGRESS') {
      removeProvisionedProduct(db, row);
      if (row.stackId !== undefined) deleteStack({ accountId, region, stackId: row.stackId }, call);
    }
    db.remove(plans, [accountId, region, plan.id]);
    db.remove(planOfProvisionedProduct, [accountId, region, plan.provisionedProductId]);
    return {};
  },
} satisfies CatalogOperations;

function firstIntent(call: CatalogCall, name: string, input: CreateProvisionedProductPlanInput): StackIntent {
  const { ProductId, ProvisioningArtifactId, PathId } = input;
  const target = findTarget(call, { ProductId, ProvisioningArtifactId, PathId });
  refuseDeprecated(target.artifact);
  const launched = launchOf(call, target, { ...input, ProvisioningPreferences: undefined });
  const row = newProvisionedProduct(call, name, launched, input.IdempotencyToken);
  return { provisionedProduct: { ...row, status: 'PLAN_IN_PROGRESS' }, launched, path: target.path };
}

function updateIntent(
  call: CatalogCall,
  provisionedProduct: ProvisionedProductRow,
  input: CreateProvisionedProductPlanInput,
): StackIntent {
  const { ProductId, ProvisioningArtifactId, PathId, ProvisioningParameters, Tags, NotificationArns = [] } = input;
  const request = { ProductId, ProvisioningArtifactId, PathId, ProvisioningParameters, Tags };
  const { launched, path, usePrevious } = updateOf(call, provisionedProduct, request);
  const notificationArns = [...new Set([...launched.notificationArns, ...NotificationArns])];
  return { provisionedProduct, launched: { ...launched, notificationArns }, path, usePrevious };
}

/** The plan's change set; what CloudFormation refuses is the plan's status message. */
function withChangeSet(
  plan: PlanRow,
  intent: StackIntent,
  call: CatalogCall,
): Pick<PlanRow, 'changeSetId' | 'status' | 'statusMessage'> & { readonly stackId?: string } {
  const { provisionedProduct, launched } = intent;
  const name = stackName(provisionedProduct);
  const verb = plan.first ? 'create' : 'update';
  const problem = launchRoleProblem(call, launched.launchRoleArn, verb, provisionedProduct.stackId ?? name);
  if (problem) return { status: 'CREATE_FAILED', statusMessage: problem.Description };
  try {
    refuseUnpublishable(launched, call);
    const request = {
      ...stackRequest(intent, call),
      stackName: provisionedProduct.stackId ?? name,
      changeSetName: `SC-${plan.id}`,
      type: plan.first ? ('CREATE' as const) : ('UPDATE' as const),
    };
    const { id, stackId } = createChangeSet(request, call);
    return { status: 'CREATE_IN_PROGRESS', changeSetId: id, stackId };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // AWS's words: https://github.com/awslabs/aws-service-catalog-puppet/issues/121
    const call = 'Error calling API cloudformation:CreateChangeSet.';
    return { status: 'CREATE_FAILED', statusMessage: `${call} ErrorCode: ${error.code}, Message: ${error.message}` };
  }
}

function execute({ changeSetId = '', launched, first }: PlanRow, row: ProvisionedProductRow, call: CatalogCall) {
  const { accountId, region } = call;
  const verb = first ? 'create' : 'update';
  const problem = launchRoleProblem(call, launched.launchRoleArn, verb, row.stackId ?? stackName(row));
  if (problem) return problem;
  try {
    const roleSessionName = launched.launchRoleArn === undefined ? undefined : LAUNCH_SESSION;
    executeChangeSet({ accountId, region, changeSetName: changeSetId, roleSessionName }, call);
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return cloudFormationError(error.code, error.message);
  }
}

/** One plan a provisioned product; one that was executed makes room for the next. */
function refuseUnplannable(call: CatalogCall, row: ProvisionedProductRow): void {
  const { db, accountId, region } = call;
  refuseUnstable(row);
  const id = db.get(planOfProvisionedProduct, [accountId, region, row.id]);
  const plan = id === undefined ? undefined : db.get(plans, [accountId, region, id]);
  if (plan && !livePlan(call, plan).status.startsWith('EXECUTE_')) {
    throw invalidState(`Provisioned product ${row.id} already has the plan ${plan.id}.`);
  }
}

function refuseUnstable({ id, status }: ProvisionedProductRow): void {
  if (status !== 'AVAILABLE' && status !== 'TAINTED') {
    throw invalidState(`Provisioned product ${id} is in ${status} status: it must be AVAILABLE or TAINTED.`);
  }
}

function savePlan({ db, accountId, region }: CatalogCall, plan: PlanRow): void {
  db.put(plans, [accountId, region, plan.id], plan);
  db.put(planOfProvisionedProduct, [accountId, region, plan.provisionedProductId], plan.id);
}
