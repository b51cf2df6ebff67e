import type {
  CreateProvisionedProductPlanInput,
  CreateProvisionedProductPlanOutput,
  DeleteProvisionedProductPlanInput,
  DeleteProvisionedProductPlanOutput,
  ExecuteProvisionedProductPlanInput,
  ExecuteProvisionedProductPlanOutput,
} from '@aws-sdk/client-service-catalog';
import { AwsError } from '../../../kernel/aws-error';
import { createChangeSet, deleteChangeSet, deleteStack, executeChangeSet } from '../../cloudformation/engine';
import { once } from '../idempotency';
import { newId } from '../ids';
import { invalidState } from '../refusals';
import type { Actor } from '../state';
import { underChange } from './begin';
import { LAUNCH_SESSION, launchRoleProblem } from './launch-role';
import { livePlan, ownPlan } from './plan-views';
import { launchOf, newProvisionedProduct, refuseDeprecated } from './provision';
import { cloudFormationError } from './record-errors';
import { answerRecord, newRecord } from './records';
import { settle } from './settle';
import { type StackIntent, stackName, stackRequest } from './stack';
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
import { findTarget } from './target';
import { updateOf } from './update';

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateProvisionedProductPlan.html */
export function createPlan(input: CreateProvisionedProductPlanInput, actor: Actor): CreateProvisionedProductPlanOutput {
  return once(actor, 'CreateProvisionedProductPlan', input, 'IdempotencyToken', () => {
    const { db, accountId, region, now, caller } = actor;
    const name = input.ProvisionedProductName ?? '';
    const existing = db.get(provisionedProductNames, [accountId, region, name]);
    const running = existing === undefined ? undefined : db.get(provisionedProducts, [accountId, region, existing]);
    if (running) refuseUnplannable(actor, running);
    const intent = running ? updateIntent(actor, running, input) : firstIntent(actor, name, input);
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
    const { stackId, ...computed } = withChangeSet(plan, intent, actor);
    if (!running) saveProvisionedProduct(db, { ...provisionedProduct, stackId });
    savePlan(actor, { ...plan, ...computed });
    return {
      PlanName: plan.name,
      PlanId: plan.id,
      ProvisionProductId: provisionedProduct.id,
      ProvisionedProductName: name,
      ProvisioningArtifactId: launched.artifactId,
    };
  });
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ExecuteProvisionedProductPlan.html */
export function executePlan(
  input: ExecuteProvisionedProductPlanInput,
  actor: Actor,
): ExecuteProvisionedProductPlanOutput {
  const { db, accountId, region } = actor;
  return answerRecord(actor, 'ExecuteProvisionedProductPlan', input, 'IdempotencyToken', () => {
    const plan = livePlan(actor, ownPlan(actor, input.PlanId));
    const row = db.get(provisionedProducts, [accountId, region, plan.provisionedProductId]);
    if (plan.status !== 'CREATE_SUCCESS' || !row) {
      throw invalidState(`Plan ${plan.id} is in ${plan.status} status and cannot be executed.`);
    }
    if (!plan.first) refuseUnstable(row);
    const type = plan.first ? 'PROVISION_PRODUCT' : 'UPDATE_PROVISIONED_PRODUCT';
    const record = newRecord(actor, type, row, plan.launched, { planId: plan.id });
    const under = underChange(actor, row, record);
    savePlan(actor, { ...plan, status: 'EXECUTE_IN_PROGRESS', updated: actor.now });
    const error = execute(plan, under, actor);
    if (error) settle(record, under, { error }, actor);
    return record;
  });
}

/**
 * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeleteProvisionedProductPlan.html: the plan of a product that
 * was never made takes it along.
 */
export function deletePlan(input: DeleteProvisionedProductPlanInput, actor: Actor): DeleteProvisionedProductPlanOutput {
  const { db, accountId, region } = actor;
  const plan = livePlan(actor, ownPlan(actor, input.PlanId));
  if (plan.status === 'EXECUTE_IN_PROGRESS') {
    throw invalidState(`Plan ${plan.id} is in ${plan.status} status and cannot be deleted.`);
  }
  const row = db.get(provisionedProducts, [accountId, region, plan.provisionedProductId]);
  if (plan.changeSetId !== undefined) deleteChangeSet({ accountId, region, changeSetName: plan.changeSetId }, actor);
  if (row?.status === 'PLAN_IN_PROGRESS') {
    removeProvisionedProduct(db, row);
    if (row.stackId !== undefined) deleteStack({ accountId, region, stackId: row.stackId }, actor);
  }
  db.remove(plans, [accountId, region, plan.id]);
  db.remove(planOfProvisionedProduct, [accountId, region, plan.provisionedProductId]);
  return {};
}

function firstIntent(actor: Actor, name: string, input: CreateProvisionedProductPlanInput): StackIntent {
  const { ProductId, ProvisioningArtifactId, PathId } = input;
  const target = findTarget(actor, { ProductId, ProvisioningArtifactId, PathId });
  refuseDeprecated(target.artifact);
  const launched = launchOf(actor, target, { ...input, ProvisioningPreferences: undefined });
  const row = newProvisionedProduct(actor, name, launched, input.IdempotencyToken);
  return { provisionedProduct: { ...row, status: 'PLAN_IN_PROGRESS' }, launched, path: target.path };
}

function updateIntent(
  actor: Actor,
  provisionedProduct: ProvisionedProductRow,
  input: CreateProvisionedProductPlanInput,
): StackIntent {
  const { ProductId, ProvisioningArtifactId, PathId, ProvisioningParameters, Tags, NotificationArns = [] } = input;
  const request = { ProductId, ProvisioningArtifactId, PathId, ProvisioningParameters, Tags };
  const { launched, path, usePrevious } = updateOf(actor, provisionedProduct, request);
  const notificationArns = [...new Set([...launched.notificationArns, ...NotificationArns])];
  return { provisionedProduct, launched: { ...launched, notificationArns }, path, usePrevious };
}

/** The plan's change set; what CloudFormation refuses is the plan's status message. */
function withChangeSet(
  plan: PlanRow,
  intent: StackIntent,
  actor: Actor,
): Pick<PlanRow, 'changeSetId' | 'status' | 'statusMessage'> & { readonly stackId?: string } {
  const { provisionedProduct, launched } = intent;
  const name = stackName(provisionedProduct);
  const verb = plan.first ? 'create' : 'update';
  const problem = launchRoleProblem(actor, launched.launchRoleArn, verb, provisionedProduct.stackId ?? name);
  if (problem) return { status: 'CREATE_FAILED', statusMessage: problem.Description };
  try {
    const request = {
      ...stackRequest(intent, actor),
      stackName: provisionedProduct.stackId ?? name,
      changeSetName: `SC-${plan.id}`,
      type: plan.first ? ('CREATE' as const) : ('UPDATE' as const),
    };
    const { id, stackId } = createChangeSet(request, actor);
    return { status: 'CREATE_IN_PROGRESS', changeSetId: id, stackId };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // AWS's words: https://github.com/awslabs/aws-service-catalog-puppet/issues/121
    const call = 'Error calling API cloudformation:CreateChangeSet.';
    return { status: 'CREATE_FAILED', statusMessage: `${call} ErrorCode: ${error.code}, Message: ${error.message}` };
  }
}

function execute({ changeSetId = '', launched, first }: PlanRow, row: ProvisionedProductRow, actor: Actor) {
  const { accountId, region } = actor;
  const verb = first ? 'create' : 'update';
  const problem = launchRoleProblem(actor, launched.launchRoleArn, verb, row.stackId ?? stackName(row));
  if (problem) return problem;
  try {
    const roleSessionName = launched.launchRoleArn === undefined ? undefined : LAUNCH_SESSION;
    executeChangeSet({ accountId, region, changeSetName: changeSetId, roleSessionName }, actor);
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return cloudFormationError(error.code, error.message);
  }
}

/** One plan a provisioned product; one that was executed makes room for the next. */
function refuseUnplannable(actor: Actor, row: ProvisionedProductRow): void {
  const { db, accountId, region } = actor;
  refuseUnstable(row);
  const id = db.get(planOfProvisionedProduct, [accountId, region, row.id]);
  const plan = id === undefined ? undefined : db.get(plans, [accountId, region, id]);
  if (plan && !livePlan(actor, plan).status.startsWith('EXECUTE_')) {
    throw invalidState(`Provisioned product ${row.id} already has the plan ${plan.id}.`);
  }
}

function refuseUnstable({ id, status }: ProvisionedProductRow): void {
  if (status !== 'AVAILABLE' && status !== 'TAINTED') {
    throw invalidState(`Provisioned product ${id} is in ${status} status: it must be AVAILABLE or TAINTED.`);
  }
}

function savePlan({ db, accountId, region }: Actor, plan: PlanRow): void {
  db.put(plans, [accountId, region, plan.id], plan);
  db.put(planOfProvisionedProduct, [accountId, region, plan.provisionedProductId], plan.id);
}
